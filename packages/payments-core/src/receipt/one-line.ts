/** Without control characters, line breaks and marks that turn the direction of text: safe in headers and on one line. */
export const oneLine = (value: string): string =>
  value
    .replaceAll(/[\p{Cc}\p{Zl}\p{Zp}\u202A-\u202E\u2066-\u2069\u200E\u200F\u061C]+/gu, ' ')
    .replaceAll(/ {2,}/g, ' ')
    .trim()
