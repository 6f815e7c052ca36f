import { describe, expect, test } from 'vitest'

import { brandOf } from './card-brand.ts'
import { checkCvc, checkExpiry, checkNumber } from './check-card.ts'
import { checkPostalCode } from '../check/postal-code.ts'
import { testCards } from './test-cards.ts'

const now = new Date(2026, 10, 21)

describe('a card number', () => {
  test.each([
    ['', 'Your card number is incomplete.'],
    ['4242 4242 4242 424', 'Your card number is incomplete.'],
    ['4242 4242 4242 4241', 'Your card number is invalid.'],
    ['9999 9999 9999 9999', 'Your card number is invalid.'],
  ])('%s is refused: %s', (text, message) => {
    expect(checkNumber(text)).toMatchObject({ type: 'validation_error', message })
  })

  test('of the list of test cards is accepted', () => {
    const numbers = Object.values(testCards).flatMap((cards) => cards.map((card) => card.number))

    const refused = numbers.filter((number) => checkNumber(number))

    expect(refused).toEqual([])
  })

  test.each([
    ['4000056655665556', 'visa'],
    ['5555555555554444', 'mastercard'],
    ['2223003122003222', 'mastercard'],
    ['5200828282828210', 'mastercard'],
    ['371449635398431', 'amex'],
    ['6011000990139424', 'discover'],
    ['3056930009020004', 'diners'],
    ['36227206271667', 'diners'],
    ['3566002020360505', 'jcb'],
    ['6200000000000005', 'unionpay'],
    ['6205500000000000004', 'unionpay'],
  ])('%s is a complete %s', (number, brand) => {
    expect(brandOf(number).name).toBe(brand)
    expect(checkNumber(number)).toBeUndefined()
  })
})

describe('an expiry', () => {
  test.each([
    ['', 'Your card’s expiration date is incomplete.'],
    ['12', 'Your card’s expiration date is incomplete.'],
    ['13 / 30', 'Your card’s expiration month is invalid.'],
    ['10 / 26', 'Your card’s expiration date is in the past.'],
    ['12 / 25', 'Your card’s expiration date is in the past.'],
    ['01 / 99', 'Your card’s expiration year is invalid.'],
  ])('%s is refused: %s', (text, message) => {
    expect(checkExpiry(text, now)?.message).toBe(message)
  })

  test('is good to the end of its month', () => {
    expect(checkExpiry('11 / 26', now)).toBeUndefined()
  })
})

test('a security code has four digits on American Express and three elsewhere', () => {
  expect(checkCvc('123', '4242')).toBeUndefined()
  expect(checkCvc('1234', '3782')).toBeUndefined()
  expect(checkCvc('123', '3782')?.message).toBe('Your card’s security code is incomplete.')
})

test('a postal code is asked for only where banks compare it', () => {
  expect(checkPostalCode('9410', 'US')?.message).toBe('Your postal code is incomplete.')
  expect(checkPostalCode('94107', 'US')).toBeUndefined()
  expect(checkPostalCode('m5t 1t4', 'CA')).toBeUndefined()
  expect(checkPostalCode('SW1A 1AA', 'GB')).toBeUndefined()
  expect(checkPostalCode('', 'DE')).toBeUndefined()
})
