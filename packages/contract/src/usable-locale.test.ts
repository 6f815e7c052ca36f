import { expect, test } from 'vitest'
import { formatMoney } from './format-money.ts'
import { usableLocale } from './usable-locale.ts'

test.for([
  ['de', 'de'],
  ['EN-us', 'en-US'],
  ['en-US@posix', 'en-US'],
  ['de_DE.UTF-8', 'de-DE'],
  ['', 'en'],
  ['*', 'en'],
] as const)('the locale "%s" is taken as %s', ([name, usable]) => {
  expect(usableLocale(name)).toBe(usable)
  expect(formatMoney({ amountMinor: 1_250, currency: 'eur' }, name)).toContain('12')
})
