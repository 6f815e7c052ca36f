/** What the embedded fonts draw: Latin, Greek, Cyrillic, punctuation and currency signs. */
// prettier-ignore
export const drawn = /^[\u0300-\u0304\u0306-\u030A\u030C\u0323\u0326-\u0328\u0020-\u007E\u00A0-\u00AC\u00AE-\u0148\u014A-\u017F\u0192\u01A0-\u01A1\u01AF-\u01B0\u01C5-\u01DC\u01E6-\u01E7\u01F4-\u01F5\u01FA-\u021B\u02BB-\u02BC\u02C6-\u02DD\u037E-\u037F\u0384-\u038A\u038C\u038E-\u03A1\u03A3-\u03CE\u0400-\u045F\u0490-\u049D\u04A0-\u04A3\u04AE-\u04BB\u04D8-\u04D9\u04E8-\u04E9\u1E80-\u1E85\u1E9E\u1EA0-\u1EF9\u2010-\u2015\u2018-\u201E\u2020-\u2022\u2026\u2030-\u2033\u2039-\u203A\u2044\u20A0-\u20AF\u20B1-\u20B5\u20B8-\u20BA\u20BC-\u20BF\u2116\u2122\u2190-\u2193\u2212\u25A1]*$/u

/** Stands in a document for one character that the fonts lack. */
export const undrawnSign = '\u25A1'

const graphemes = new Intl.Segmenter('en')

/**
 * The text as the fonts can draw it. A character of another script, or an emoji however many code points it has, becomes
 * one box, so that it is seen to be missing. Spaces of any width become plain ones; invisible marks go.
 */
export function drawable(value: string): string {
  const text = value
    .normalize('NFC')
    .replaceAll(/[\p{Cf}\p{Cc}\p{Zl}\p{Zp}]+/gu, (marks) => (marks.includes('\u200D') ? '\u200D' : ''))
    .replaceAll(/[^\S\u0020\u00A0]/g, ' ')
  if (drawn.test(text)) return text
  return Array.from(graphemes.segment(text), ({ segment }) => (drawn.test(segment) ? segment : undrawnSign)).join('')
}
