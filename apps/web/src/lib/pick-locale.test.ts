import { expect, test } from 'vitest'
import { pickLocale } from './pick-locale.ts'

test.each([
  ['en', ['de-DE', 'en-GB', 'en-US'], 'en-GB'],
  ['de', ['en-US'], 'de'],
  ['en', ['en-US@posix'], 'en'],
  ['en', ['enm', 'en'], 'en'],
  ['en', [], 'en'],
])('%s of %j is formatted as %s', (language, offered, locale) => {
  expect(pickLocale(language, offered)).toBe(locale)
})
