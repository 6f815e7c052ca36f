import { expect, test } from 'vitest'
import { drawable, drawn } from './drawable.ts'
import { interRegular } from './inter-regular.ts'
import { interSemiBold } from './inter-semi-bold.ts'

test.each([
  ['regular', interRegular],
  ['semi bold', interSemiBold],
])('every character that counts as drawn is in the %s font', (_, source) => {
  const font = Buffer.from(source.slice(source.indexOf(',') + 1), 'base64')

  const missing = Array.from({ length: 0x3000 }, (_character, code) => code).filter(
    (code) => drawn.test(String.fromCodePoint(code)) && !hasGlyph(font, code),
  )

  expect(missing).toEqual([])
})

test('text is composed, its spaces made plain and its invisible marks taken away', () => {
  expect(drawable('Zoe\u0308 \u2009\u3000B\u202Eerg\u00ADer\uFEFF')).toBe('Zo\u00EB   Berger')
})

test('one box stands for one character, however many code points it has', () => {
  expect(drawable('A 山田 👩‍👩‍👧🏽 B')).toBe('A □□ □ B')
})

/** Looks a character up in the font's cmap, format 4. */
function hasGlyph(font: Buffer, code: number): boolean {
  const tables = Array.from({ length: font.readUInt16BE(4) }, (_, index) => 12 + index * 16)
  const cmapEntry = tables.find((at) => font.toString('latin1', at, at + 4) === 'cmap') ?? 0
  const cmap = font.readUInt32BE(cmapEntry + 8)
  const subtables = Array.from(
    { length: font.readUInt16BE(cmap + 2) },
    (_, index) => cmap + font.readUInt32BE(cmap + 8 + index * 8),
  )
  const at = subtables.find((start) => font.readUInt16BE(start) === 4) ?? 0
  const segments = font.readUInt16BE(at + 6) / 2
  for (let index = 0; index < segments; index += 1) {
    const end = font.readUInt16BE(at + 14 + index * 2)
    const start = font.readUInt16BE(at + 16 + (segments + index) * 2)
    if (code <= end) return code >= start
  }
  return false
}
