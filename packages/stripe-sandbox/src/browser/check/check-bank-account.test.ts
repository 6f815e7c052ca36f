import { expect, test } from 'vitest'

import { checkAccountNumber, checkIban, checkRoutingNumber } from './check-bank-account.ts'

test.each([
  ['110000000', undefined],
  ['11000000', 'Your routing number is incomplete.'],
  ['110000001', 'Your routing number is invalid.'],
])('routing number %s: %s', (text, message) => {
  expect(checkRoutingNumber(text)?.message).toBe(message)
})

test.each([
  ['DE89 3704 0044 0532 0130 00', undefined],
  ['fr1420041010050500013m02606', undefined],
  ['DE89 3704', 'Your IBAN is incomplete.'],
  ['DE88370400440532013000', 'Your IBAN is invalid.'],
])('IBAN %s: %s', (text, message) => {
  expect(checkIban(text)?.message).toBe(message)
})

test('an account number has at least four digits', () => {
  expect(checkAccountNumber('000123456789')).toBeUndefined()
  expect(checkAccountNumber('12')?.code).toBe('incomplete_account_number')
})
