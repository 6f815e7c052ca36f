import { onPayout } from '@azora/payments-core/event/on/payout'
import { listPayouts } from '@azora/payments-core/payout/list-payouts'
import { permutations } from '@azora/test-kit/permutations'
import type { World } from '@azora/test-kit/create-world'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createQuietWorld, eventsOf, hear, pass, payQuietly } from './support/quiet-world.ts'
import { refusalOf } from './support/refusal-of.ts'

/** Its balance has something to pay out. */
let world: World
beforeAll(async () => {
  world = await createQuietWorld()
  for (let count = 0; count < 3; count += 1) await payQuietly(world)
  await pass(world, { days: 10 })
})
afterAll(() => world[Symbol.asyncDispose]())

async function post(path: string, params: Record<string, string> = {}): Promise<string> {
  const { url, secretKey } = world.stripe
  const response = await fetch(`${url}${path}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${secretKey}` },
    body: new URLSearchParams(params),
  })
  const object: unknown = await response.json()
  return (object as { id: string }).id
}

const payOut = (destination = 'ba_sandbox') => post('/v1/payouts', { amount: '1000', currency: 'usd', destination })

/** A payout as we know it once all is heard that Stripe had to say. */
async function known(stripePayoutId: string) {
  await hear(world, stripePayoutId)
  return payoutOf(stripePayoutId)
}

async function payoutOf(stripePayoutId: string) {
  const { payouts } = await listPayouts(world.ctx, { limit: 100 })
  const ours = payouts.filter((payout) => payout.stripePayoutId === stripePayoutId)
  expect(ours).toHaveLength(1)
  return ours[0]
}

test('a payout is followed until it is paid, and then until the bank sends it back', async () => {
  const payoutId = await payOut()
  expect(await known(payoutId)).toMatchObject({
    status: 'pending',
    amount: { amountMinor: 10_00, currency: 'usd' },
    failureCode: null,
  })

  await pass(world, { days: 1 })
  expect(await known(payoutId)).toMatchObject({ status: 'in_transit' })
  await pass(world, { days: 1 })
  expect(await known(payoutId)).toMatchObject({ status: 'paid' })
  world.stripe.money.failPayout(payoutId, 'account_closed')
  const failed = await known(payoutId)

  expect(failed).toMatchObject({ status: 'failed', failureCode: 'account_closed' })
  const { rows } = await world.ctx.db.pool.query<{ action: string }>(
    `select action from audit_entry where subject_kind = 'payout' and subject_id = $1`,
    [failed?.id],
  )
  expect(rows.map(({ action }) => action).toSorted()).toEqual([
    'payout.created',
    'payout.failed',
    'payout.in_transit',
    'payout.paid',
  ])
})

test('a payout that the bank refuses fails, and one can be canceled', async () => {
  const refused = await payOut('ba_sandbox_no_account')
  await pass(world, { days: 2 })
  expect(await known(refused)).toMatchObject({ status: 'failed', failureCode: 'no_account' })

  const canceled = await payOut()
  await post(`/v1/payouts/${canceled}/cancel`)
  expect(await known(canceled)).toMatchObject({ status: 'canceled' })
})

test('every order of a payout’s events ends in the same state (W3)', async () => {
  const payoutId = await payOut()
  await pass(world, { days: 2 })
  world.stripe.money.failPayout(payoutId, 'account_closed')
  // The sandbox's events are of the types that their objects say.
  const events = eventsOf(world, payoutId) as Parameters<typeof onPayout>[1][]
  expect(events.map(({ type }) => type)).toEqual(['payout.created', 'payout.updated', 'payout.paid', 'payout.failed'])

  for (const order of permutations(events)) {
    await world.ctx.db.pool.query('truncate payout')
    for (const event of order) await onPayout(world.ctx, event)

    expect(await payoutOf(payoutId)).toMatchObject({ status: 'failed', failureCode: 'account_closed' })
  }
})

test('automatic payouts are reconciled, and staff see them page by page', async () => {
  world.stripe.switches.set({ automaticPayouts: true })
  await pass(world, { days: 3 })
  await payQuietly(world)
  await pass(world, { days: 10 })
  await pass(world, { days: 3 })
  world.stripe.switches.set({ automaticPayouts: false })
  const made = world.stripe.objects('payout').filter(({ automatic }) => automatic)
  for (const { id } of made) await hear(world, id)
  const { payouts } = world.api('support')

  const first = await payouts.list({ limit: 1, status: 'paid' })
  const second = await payouts.list({ limit: 1, status: 'paid', cursor: first.nextCursor })

  const shown = [...first.payouts, ...second.payouts]
  expect(new Set(shown.map(({ id }) => id)).size).toBe(2)
  for (const payout of shown) expect(payout).toMatchObject({ status: 'paid', isAutomatic: true, isReconciled: true })
  expect(await payouts.get({ payoutId: String(shown[0]?.id) })).toEqual(shown[0])
  expect(await refusalOf(payouts.get({ payoutId: crypto.randomUUID() }))).toMatchObject({ code: 'payout_not_found' })
})
