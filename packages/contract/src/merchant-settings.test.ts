import { expect, test } from 'vitest'
import { MerchantSettings } from './merchant-settings.ts'

test('a merchant who has chosen nothing refunds for 90 days, and nobody refunds alone', () => {
  expect(MerchantSettings.parse({})).toEqual({ refunds: { windowDays: 90, limits: {} } })
})

test('settings of another part of the product are let through', () => {
  expect(MerchantSettings.parse({ tomorrow: true, refunds: { windowDays: 14 } }).refunds.windowDays).toBe(14)
})

test.each([
  ['a limit that is not a whole number', { limits: { support: { usd: 10.5 } } }],
  ['a limit of a role that refunds nothing', { limits: { shopper: { usd: 10_00 } } }],
  ['a limit in a currency that does not exist', { limits: { support: { usx: 10_00 } } }],
  ['a negative window', { windowDays: -1 }],
  ['a setting with a typing error', { windowdays: 30 }],
])('%s is refused', (_, refunds) => {
  expect(MerchantSettings.safeParse({ refunds }).success).toBe(false)
})
