import { expect, test } from 'vitest'

import { formatAmount } from './format-amount.ts'

test.each([
  [1050, 'usd', '$10.50'],
  [1050, 'jpy', '¥1,050'],
  [1050, 'kwd', 'KWD 1.050'],
  [1000, 'isk', 'ISK 10.00'],
])('%d %s is %s', (amountMinor, currency, shown) => {
  expect(formatAmount(amountMinor, currency).replaceAll('\u00a0', ' ')).toBe(shown)
})
