import { randomUUID } from 'node:crypto'
import type { Drift } from '@azora/contract/reconciliation'
import { reconcile } from '@azora/payments-core/reconcile/reconcile'
import { StripeUnavailable } from '@azora/payments-core/stripe/outcome'
import type { World } from '@azora/test-kit/create-world'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { askStripe } from './support/ask-stripe.ts'
import { falsifyBooks } from './support/falsify-books.ts'
import { createQuietWorld, pass, payQuietly } from './support/quiet-world.ts'

let world: World
beforeAll(async () => {
  world = await createQuietWorld()
})
beforeEach(async () => {
  world.stripe.faults.clear()
  await twoLooks()
  await world.ctx.db.pool.query('delete from drift')
})
afterAll(() => world[Symbol.asyncDispose]())

const standing = () => world.api('support').reconciliation.get()

/** A comparison, once what has just happened is no longer left to settle by itself. */
async function look() {
  world.clock.advance({ seconds: 150 })
  return reconcile(world.ctx)
}
async function twoLooks() {
  await look()
  return look()
}

/** What was found about a payment and what belongs to it. */
async function drifts(...stripeIds: string[]) {
  const told = (await standing()).drifts.filter(({ stripeId }) => stripeIds.includes(stripeId))
  return told.map(({ kind, subject, ours, theirs, state }: Drift) => ({ kind, subject, ours, theirs, state }))
}

const statusOf = async (paymentId: string) => (await world.api('shopper').payments.get({ paymentId })).status

const requests = (path: string) => world.stripe.requests().filter((request) => request.path.startsWith(path)).length

test('books that agree are proven in sync up to two minutes ago, and staff see it (I4)', async () => {
  await payQuietly(world)

  const { found } = await look()

  expect(found).toBe(0)
  const { comparedUntil, provenInSyncAt, openCount } = await standing()
  expect(comparedUntil).toBe(new Date(world.clock.now().getTime() - 120_000).toISOString())
  expect(provenInSyncAt).toBe(comparedUntil)
  expect(openCount).toBe(0)
})

test('a payment whose events never came is moved at the second look, as its events would have (I4)', async () => {
  const { payment } = await world.pay()
  const intentId = String(world.stripe.objects('payment_intent').at(-1)?.id)

  const first = await look()
  const seen = await drifts(intentId)
  const second = await look()

  expect([first, second]).toEqual([
    { found: 2, opened: 0 },
    { found: 0, opened: 0 },
  ])
  expect(seen.map(({ kind, state }) => [kind, state])).toEqual([
    ['captured', 'suspected'],
    ['status', 'suspected'],
  ])
  expect(await statusOf(payment.id)).toBe('succeeded')
  expect((await drifts(intentId)).map(({ state }) => state)).toEqual(['healed', 'healed'])
  const { rows } = await world.ctx.db.pool.query('select count(*)::int4 as count from receipt where payment_id = $1', [
    payment.id,
  ])
  expect(rows).toEqual([{ count: 1 }])
  expect((await standing()).provenInSyncAt).toBe((await standing()).comparedUntil)
})

test('what goes by itself between two looks is gone, and nobody is told', async () => {
  const { paymentId, intentId } = await payQuietly(world)
  await falsifyBooks(
    world,
    `update payment set status = 'processing', captured_minor = 0, paid_at = null where id = $1`,
    [paymentId],
  )

  await look()
  await falsifyBooks(
    world,
    `update payment set status = 'succeeded', captured_minor = amount_minor, paid_at = now() where id = $1`,
    [paymentId],
  )
  const { opened } = await look()

  expect(opened).toBe(0)
  expect((await drifts(intentId)).map(({ state }) => state)).toEqual(['gone', 'gone'])
})

test('a refund and a dispute made at Stripe’s side on an old payment are found by what they booked, and taken over (R8)', async () => {
  const { paymentId, intentId } = await payQuietly(world)
  await twoLooks()
  world.clock.advance({ days: 40 })
  await look()
  const { id: refundId } = await askStripe(world, 'refunds', { payment_intent: intentId, amount: '500' })
  const { id: disputeId } = world.stripe.money.raiseDispute(intentId)

  await twoLooks()

  expect(await drifts(intentId, refundId, disputeId)).toEqual(
    expect.arrayContaining([
      { kind: 'missing_here', subject: 'refund', ours: null, theirs: 'succeeded', state: 'healed' },
      { kind: 'missing_here', subject: 'dispute', ours: null, theirs: 'needs_response', state: 'healed' },
      { kind: 'refund_total', subject: 'payment', ours: 0, theirs: 500, state: 'healed' },
    ]),
  )
  const { rows } = await world.ctx.db.pool.query(
    'select refunded_minor::int4 as refunded, disputed_minor::int4 as disputed from payment where id = $1',
    [paymentId],
  )
  expect(rows).toEqual([{ refunded: 500, disputed: 13_00 }])
})

test.each([
  {
    drift: { kind: 'amount', subject: 'payment', ours: '1900 usd', theirs: '1800 usd' },
    sql: 'update payment set amount_minor = 1900 where id = $1',
  },
  {
    drift: { kind: 'captured', subject: 'payment', ours: 1700, theirs: 1800 },
    sql: 'update payment set captured_minor = 1700 where id = $1',
  },
])(
  'another $drift.kind is never healed: people are told once, and again when it is mended (I4)',
  async ({ drift, sql }) => {
    const { paymentId, intentId } = await payQuietly(world)
    const before = (await standing()).provenInSyncAt
    await falsifyBooks(world, sql, [paymentId])
    const logged = () =>
      world.logged.filter((line) => line.includes('books and Stripe’s differ') && line.includes(intentId))

    await twoLooks()
    await look()

    expect(await drifts(intentId)).toEqual([{ ...drift, state: 'open' }])
    expect(logged()).toHaveLength(1)
    expect((await standing()).openCount).toBe(1)
    expect((await standing()).provenInSyncAt).toBe(before)
    await falsifyBooks(world, 'update payment set amount_minor = 1800, captured_minor = 1800 where id = $1', [
      paymentId,
    ])
    await look()
    expect(await drifts(intentId)).toEqual([{ ...drift, state: 'gone' }])
    expect((await standing()).provenInSyncAt).toBe((await standing()).comparedUntil)
  },
)

test('a refund made at Stripe’s side that failed before anybody heard of it is taken over as failed (R8, R9)', async () => {
  const { paymentId, intentId } = await payQuietly(world, '4000000000005126')
  await askStripe(world, 'refunds', { payment_intent: intentId, amount: '500' })
  await pass(world, { days: 40 })

  await twoLooks()

  expect(await drifts(intentId)).toEqual([])
  const { refunds } = await world.api('support').refunds.list({ paymentId, limit: 10 })
  expect(refunds).toMatchObject([{ status: 'failed', amount: { amountMinor: 500 } }])
  expect(await world.api('shopper').payments.get({ paymentId })).toMatchObject({ status: 'succeeded' })
})

test('a fee of a dispute that we booked otherwise is told (I4)', async () => {
  const { intentId } = await payQuietly(world)
  const { id } = world.stripe.money.raiseDispute(intentId)
  await twoLooks()
  await falsifyBooks(world, 'update dispute set fee_minor = 0 where stripe_dispute_id = $1', [id])
  await world.ctx.db.pool.query(
    'update reconciliation set proven_at = null, compared_until = compared_until - interval $$1 hour$$',
  )

  await twoLooks()

  expect(await drifts(id)).toContainEqual({ kind: 'fee', subject: 'dispute', ours: 0, theirs: 1500, state: 'open' })
})

test('a payment that Stripe does not have, and one of ours that we do not have, are told', async () => {
  const { paymentId, intentId } = await payQuietly(world)
  await falsifyBooks(world, 'update payment set stripe_payment_intent_id = $2 where id = $1', [paymentId, 'pi_gone'])
  const { id: strange } = await askStripe(world, 'payment_intents', {
    amount: '700',
    currency: 'usd',
    'metadata[azora_merchant_id]': world.ctx.merchantId,
    'metadata[azora_payment_id]': randomUUID(),
  })

  await twoLooks()

  expect(await drifts('pi_gone')).toEqual([
    { kind: 'missing_there', subject: 'payment', ours: 'succeeded', theirs: null, state: 'open' },
  ])
  expect(await drifts(strange, intentId)).toEqual(
    expect.arrayContaining([
      { kind: 'missing_here', subject: 'payment', ours: null, theirs: 'requires_payment_method', state: 'open' },
    ]),
  )
  await falsifyBooks(world, 'update payment set stripe_payment_intent_id = $2 where id = $1', [paymentId, intentId])
  await askStripe(world, `payment_intents/${strange}/cancel`, {})
})

test('PaymentIntents of other applications on the account are none of our business', async () => {
  const { id } = await askStripe(world, 'payment_intents', { amount: '700', currency: 'usd' })
  await askStripe(world, 'payment_intents', {
    amount: '700',
    currency: 'usd',
    'metadata[azora_merchant_id]': randomUUID(),
    'metadata[azora_payment_id]': 'not a uuid',
  })

  expect(await look()).toEqual({ found: 0, opened: 0 })
  expect(await drifts(id)).toEqual([])
})

test('while an attempt is open, its payment is not judged', async () => {
  world.stripe.faults.add({ match: { method: 'POST' }, effect: 'timeout', phase: 'after', times: 'always' })
  const { payment } = await world.pay()
  world.stripe.faults.clear()

  await look()
  const { opened } = await look()

  expect(opened).toBe(0)
  expect(await statusOf(payment.id)).toBe('processing')
  await world.expireLeases()
})

test('when Stripe gives no answer the mark stands, and two at once compare once', async () => {
  await payQuietly(world)
  const before = (await standing()).comparedUntil
  world.stripe.faults.add({ match: { method: 'GET' }, effect: 'status', status: 503, times: 'always' })

  await expect(look()).rejects.toThrow(StripeUnavailable)
  world.stripe.faults.clear()

  expect((await standing()).comparedUntil).toBe(before)
  world.clock.advance({ seconds: 150 })
  const lists = requests('/v1/balance_transactions')
  await Promise.all([reconcile(world.ctx), reconcile(world.ctx)])
  expect(requests('/v1/balance_transactions') - lists).toBe(1)
})
