import { describe, expect, test } from 'vitest'

import { formatCvc, formatExpiry, formatNumber } from './format-card.ts'

describe('a card number', () => {
  test.each([
    ['4242424242424242', '4242 4242 4242 4242'],
    ['378282246310005', '3782 822463 10005'],
    ['36227206271667', '3622 720627 1667'],
    ['6205500000000000004', '6205 5000 0000 0000 004'],
    ['42424', '4242 4'],
    ['4242', '4242'],
    ['4242 4242-4242.4242 9', '4242 4242 4242 4242'],
  ])('%s is shown as %s', (typed, shown) => {
    expect(formatNumber(typed)).toBe(shown)
  })
})

describe('an expiry', () => {
  test.each([
    ['1', '1'],
    ['4', '04 / '],
    ['12', '12 / '],
    ['1/', '01 / '],
    ['1234', '12 / 34'],
    ['12 / 345', '12 / 34'],
    ['12/2034', '12 / 34'],
    ['3/34', '03 / 34'],
    ['0', '0'],
    ['', ''],
  ])('%s is shown as %s', (typed, shown) => {
    expect(formatExpiry(typed)).toBe(shown)
  })

  test('loses its separator when the shopper deletes back to the month', () => {
    expect(formatExpiry('12 / ', true)).toBe('12')
    expect(formatExpiry('12 ', true)).toBe('12')
    expect(formatExpiry('1', true)).toBe('1')
  })
})

test('a security code is as long as its brand says', () => {
  expect(formatCvc('12345', 3)).toBe('123')
  expect(formatCvc('12a34', 4)).toBe('1234')
})
