import { expect, test } from 'vitest'
import { parseAmount } from './parse-amount.ts'

test.each([
  ['12.5', 'usd', 12_50],
  ['12,50', 'eur', 12_50],
  [' 7 ', 'usd', 7_00],
  ['0.07', 'usd', 7],
  ['1200', 'jpy', 1_200],
  ['1.25', 'kwd', 1_250],
] as const)('%s %s is %i minor units', (text, currency, minor) => {
  expect(parseAmount(text, currency)).toBe(minor)
})

test.each([
  ['', 'usd'],
  ['a lot', 'usd'],
  ['-1', 'usd'],
  ['1.255', 'usd'],
  ['1.5', 'jpy'],
  ['1,000.00', 'usd'],
  ['12345678901', 'usd'],
] as const)('"%s" %s is not an amount', (text, currency) => {
  expect(parseAmount(text, currency)).toBeUndefined()
})
