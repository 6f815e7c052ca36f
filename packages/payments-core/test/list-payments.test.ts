import { randomUUID } from 'node:crypto'
import { listPayments } from '@azora/payments-core/payment/list-payments'
import { createWorld, type World } from '@azora/test-kit/create-world'
import { refused } from '@azora/test-kit/refused'
import { expect, test } from 'vitest'

const list = (world: World, input: Partial<Parameters<typeof listPayments>[1]> = {}) =>
  listPayments(world.as('shopper'), { limit: 20, sort: 'newest', ...input })

const amounts = async (world: World, input: Parameters<typeof list>[1]) =>
  (await list(world, input)).payments.map(({ amount }) => amount.amountMinor)

/** Five payments of one to five mugs, a second apart; the third is declined. */
async function history(): Promise<World> {
  const world = await createWorld()
  for (const quantity of [1, 2, 3, 4, 5]) {
    await world.pay(quantity === 3 ? '4000000000009995' : '4242424242424242', { cart: world.cart('usd', quantity) })
    await world.settle()
    world.clock.advance({ seconds: 1 })
  }
  return world
}

test('the history is cut into pages by key: no row repeats or is missed, in any order', async () => {
  await using world = await history()

  for (const sort of ['newest', 'oldest', 'amount_descending', 'amount_ascending'] as const) {
    const seen: number[] = []
    let cursor: string | null = null
    do {
      const page = await list(world, { sort, limit: 2, cursor })
      seen.push(...page.payments.map(({ amount }) => amount.amountMinor / 18_00))
      cursor = page.nextCursor
    } while (cursor)
    const isUp = sort === 'oldest' || sort === 'amount_ascending'
    expect(seen).toEqual(isUp ? [1, 2, 3, 4, 5] : [5, 4, 3, 2, 1])
  }
})

test('the history is filtered by status, time, amount and currency', async () => {
  await using world = await history()

  expect(await amounts(world, { status: 'requires_payment_method' })).toEqual([54_00])
  expect(await amounts(world, { from: '2026-11-21T09:00:03.000Z' })).toEqual([90_00, 72_00])
  expect(await amounts(world, { to: '2026-11-21T09:00:01.000Z' })).toEqual([18_00])
  expect(await amounts(world, { minimumMinor: 36_00, maximumMinor: 54_00 })).toEqual([54_00, 36_00])
  expect(await amounts(world, { currency: 'eur' })).toEqual([])
})

test('the history holds only one’s own payments', async () => {
  await using world = await history()

  const { payments } = await listPayments(world.as('shopper2'), { limit: 20, sort: 'newest' })

  expect(payments).toEqual([])
})

test('a cursor of another order, or one that we did not make, is refused', async () => {
  await using world = await history()
  const { nextCursor } = await list(world, { limit: 2 })
  const message = 'This cursor is not from a page in this order.'
  const reason = { code: 'input_invalid' as const, fields: [{ path: 'cursor', message }] }

  await expect(list(world, { cursor: nextCursor, sort: 'oldest' })).rejects.toThrow(refused(reason))
  const forged = [`newest.9999999999999999.${randomUUID()}`, `newest.1.${'-'.repeat(36)}`, 'x'.repeat(200)]
  for (const text of forged) {
    const cursor = Buffer.from(text).toString('base64url')
    await expect(list(world, { cursor })).rejects.toThrow(refused(reason))
  }
})
