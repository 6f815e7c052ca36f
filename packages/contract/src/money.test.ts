import { expect, test } from 'vitest'
import { currencies, currencyExponent, currencyStep, maximumCharge, minimumCharge } from './currency.ts'
import { decimalAmount, formatMoney } from './format-money.ts'
import { Money } from './money.ts'

test.each([
  [{ amountMinor: 10_50, currency: 'usd' }, '10.50', '$10.50'],
  [{ amountMinor: 5, currency: 'eur' }, '0.05', '€0.05'],
  [{ amountMinor: 10_50, currency: 'jpy' }, '1050', '¥1,050'],
  [{ amountMinor: 1_050, currency: 'kwd' }, '1.050', 'KWD 1.050'],
  [{ amountMinor: 500_00, currency: 'isk' }, '500.00', 'ISK 500.00'],
  [{ amountMinor: 99_999_999, currency: 'usd' }, '999999.99', '$999,999.99'],
] as const)('%o is written %s and shown %s', (money, decimal, shown) => {
  expect(decimalAmount(money)).toBe(decimal)
  expect(formatMoney(money, 'en').replaceAll('\u00A0', ' ')).toBe(shown)
})

test('the largest safe integer is shown exactly, where a float would round', () => {
  expect(formatMoney({ amountMinor: Number.MAX_SAFE_INTEGER, currency: 'usd' }, 'en')).toBe('$90,071,992,547,409.91')
})

test('money is a whole, safe, non-negative number of minor units in a known currency', () => {
  const accepts = (value: unknown) => Money.safeParse(value).success

  expect(accepts({ amountMinor: 1, currency: 'usd' })).toBe(true)
  for (const amountMinor of [0.5, -1, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53, '1', null]) {
    expect(accepts({ amountMinor, currency: 'usd' })).toBe(false)
  }
  expect(accepts({ amountMinor: 1, currency: 'USD' })).toBe(false)
  expect(accepts({ amountMinor: 1, currency: 'xyz' })).toBe(false)
})

test('currencies follow Stripe’s list: sixteen without decimals less UGX, five with three, ISK and UGX in whole hundreds (M1)', () => {
  const withExponent = (exponent: number) => currencies.filter((currency) => currencyExponent(currency) === exponent)

  expect(withExponent(0)).toEqual([
    'bif',
    'clp',
    'djf',
    'gnf',
    'jpy',
    'kmf',
    'krw',
    'mga',
    'pyg',
    'rwf',
    'vnd',
    'vuv',
    'xaf',
    'xof',
    'xpf',
  ])
  expect(withExponent(3)).toEqual(['bhd', 'jod', 'kwd', 'omr', 'tnd'])
  expect(currencies.filter((currency) => currencyStep(currency) === 100)).toEqual(['isk', 'ugx'])
  expect(new Set(currencies).size).toBe(currencies.length)
})

test('every currency’s smallest charge can be charged', () => {
  for (const currency of currencies) {
    expect(minimumCharge(currency) % currencyStep(currency)).toBe(0)
    expect(minimumCharge(currency)).toBeLessThan(maximumCharge)
  }
})
