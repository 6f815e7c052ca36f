import { createWorld } from '@azora/test-kit/create-world'
import { afterAll, expect, test } from 'vitest'
import { refusedBy } from './support/refused-by.ts'

const world = await createWorld()
afterAll(() => world[Symbol.asyncDispose]())

test.each([
  ['a minimum above the maximum', { minimum: 10_00, maximum: 9_99 }, 'merchant_charge_limits_ordered'],
  ['a limit of nothing', { maximum: 0 }, 'merchant_charge_limits_whole'],
  ['a limit that is a fraction', { minimum: 99.5 }, 'merchant_charge_limits_whole'],
  ['a limit in words', { minimum: '1000' }, 'merchant_charge_limits_whole'],
])('of a merchant’s limits, the database itself refuses %s (M1)', async (_, limits, reason) => {
  const settings = JSON.stringify({ charges: { limits: { usd: { minimum: 1_00 }, eur: limits } } })

  expect(await refusedBy(world, `update merchant set settings = '${settings}'`)).toContain(reason)
})

test('a customer has a language of ours or none', async () => {
  await world.pay()

  expect(await refusedBy(world, `update customer set locale = 'fr'`)).toContain('customer_locale_known')
})
