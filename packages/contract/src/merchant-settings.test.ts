import { expect, test } from 'vitest'
import { MerchantSettings } from './merchant-settings.ts'

test('a merchant who has chosen nothing refunds for 90 days, nobody refunds alone, and only Stripe limits a payment', () => {
  expect(MerchantSettings.parse({})).toEqual({
    refunds: { windowDays: 90, limits: {} },
    charges: { limits: {} },
  })
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

test('a payment may be limited per currency, on one side or on both', () => {
  const limits = {
    usd: { minimum: 50 },
    jpy: { maximum: 99_999_999 },
    kwd: { minimum: 1_000, maximum: 1_000 },
    eur: {},
  }

  expect(MerchantSettings.parse({ charges: { limits } }).charges.limits).toEqual(limits)
})

test.each([
  ['a minimum above the maximum', { usd: { minimum: 10_00, maximum: 9_99 } }],
  ['a minimum below Stripe’s', { usd: { minimum: 49 } }],
  ['a maximum below Stripe’s minimum', { usd: { maximum: 10 } }],
  ['a maximum above Stripe’s', { usd: { maximum: 100_000_000 } }],
  ['a limit that nobody can pay exactly', { kwd: { minimum: 1_005 } }],
  ['a limit that is not a whole number', { usd: { maximum: 10.5 } }],
  ['a limit with a typing error', { usd: { max: 10_00 } }],
  ['a limit in a currency that does not exist', { usx: { maximum: 10_00 } }],
])('%s is refused (M1)', (_, limits) => {
  expect(MerchantSettings.safeParse({ charges: { limits } }).success).toBe(false)
})
