import { sweepAttempts } from '@azora/payments-core/attempt/sweep-attempts'
import { applyEvent } from '@azora/payments-core/event/apply-event'
import { sweepEvents } from '@azora/payments-core/event/sweep-events'
import { listRefunds } from '@azora/payments-core/refund/list-refunds'
import { readRefund } from '@azora/payments-core/refund/read-refund'
import { rejectRefund } from '@azora/payments-core/refund/reject-refund'
import { sweepRefunds } from '@azora/payments-core/refund/sweep-refunds'
import { createWorld, type World } from '@azora/test-kit/create-world'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import {
  applyEvents,
  auditOf,
  documentsOf,
  intentOf,
  loseAnswers,
  loseProcess,
  moneyOf,
  paid,
  refund,
  refundAtStripe,
  refundsAtStripe,
} from './support/refunds.ts'

let world: World
beforeAll(async () => {
  world = await createWorld()
})
afterEach(() => {
  world.stripe.faults.clear()
  world.stripe.webhooks.faults.clear()
  world.stripe.webhooks.release()
})
afterAll(() => world?.[Symbol.asyncDispose]())

const card = { pendingRefund: '4000000000007726', failingRefund: '4000000000005126' }

const refundsOf = async (paymentId: string) => (await listRefunds(world.ctx, { paymentId, limit: 20 })).refunds

/** The bank has had its time with the refunds that wait. */
async function waitForBank(): Promise<void> {
  world.clock.advance({ seconds: 600 })
  await world.stripe.clock.advance(0)
}

/** The stored events about a payment's refunds, in the order in which they came. */
const refundEvents = async (paymentId: string): Promise<{ id: string; type: string; isOpen: boolean }[]> => {
  const { rows } = await world.ctx.db.pool.query(
    `select id, type, handled_at is null as "isOpen" from webhook_event
     where type like '%refund%' and payload->'data'->'object'->>'payment_intent' = $1 order by received_at, id`,
    [await intentOf(world, paymentId)],
  )
  return rows
}

const stillOpen = async (paymentId: string) => (await refundEvents(paymentId)).filter(({ isOpen }) => isOpen).length

/** Changes what a payment's stored events say. */
const rewrite = async (paymentId: string, path: string, value: unknown) =>
  world.ctx.db.pool.query(
    `update webhook_event set payload = jsonb_set(payload, $2, $3)
     where type like '%refund%' and payload->'data'->'object'->>'payment_intent' = $1`,
    [await intentOf(world, paymentId), `{data,object,${path}}`, JSON.stringify(value)],
  )

test('a refund that the bank takes its time with is reserved until it arrives (R9)', async () => {
  const paymentId = await paid(world, 1, card.pendingRefund)

  const made = await refund(world, { paymentId, amountMinor: 8_00 })
  await applyEvents(world)

  expect(made).toMatchObject({ status: 'pending', settledAt: null })
  expect(await moneyOf(world, paymentId)).toEqual({ reserved: 8_00, refunded: 0 })
  await waitForBank()
  await applyEvents(world)
  expect(await readRefund(world.ctx, made.id)).toMatchObject({ status: 'succeeded' })
  expect(await moneyOf(world, paymentId)).toEqual({ reserved: 8_00, refunded: 8_00 })
})

test('a refund that the bank sends back later has failed; its receipt is void, and what it gave back is free again (R9)', async () => {
  const paymentId = await paid(world, 1, card.failingRefund)
  const made = await refund(world, { paymentId })
  await applyEvents(world)
  expect(await moneyOf(world, paymentId)).toEqual({ reserved: 18_00, refunded: 18_00 })

  await waitForBank()
  await applyEvents(world)

  expect(made.status).toBe('succeeded')
  expect(await readRefund(world.ctx, made.id)).toMatchObject({
    status: 'failed',
    failureReason: 'expired_or_canceled_card',
  })
  expect(await moneyOf(world, paymentId)).toEqual({ reserved: 0, refunded: 0 })
  expect(await auditOf(world, paymentId)).toEqual([
    'staff:persona-admin refund.created',
    'stripe refund.succeeded',
    'stripe refund.failed',
  ])
  expect(await documentsOf(world, paymentId)).toEqual([
    'payment v1 1800 receipt_mail',
    'payment v2 1800',
    'payment v3 1800',
    'refund v1 1800 succeeded refund_mail',
    'refund v2 1800 failed refund_failed_mail',
  ])
  await expect(refund(world, { paymentId })).resolves.toMatchObject({ status: 'succeeded' })
})

test('a refund’s events in any order, late and again, end in the same state (W3, R7)', async () => {
  const paymentId = await paid(world, 1, card.pendingRefund)
  const made = await refund(world, { paymentId, amountMinor: 8_00 })
  const later = await refund(world, { paymentId, amountMinor: 3_00 })
  await waitForBank()
  const [atStripe] = await refundsAtStripe(world, paymentId)
  world.stripe.failRefund(atStripe?.id ?? '')
  await world.stripe.webhooks.idle()
  const events = await refundEvents(paymentId)

  for (const { id } of events.toReversed()) await applyEvent(world.ctx, id)
  await world.ctx.db.pool.query(
    `insert into webhook_event (merchant_id, id, type, object_id, stripe_created_at, payload, received_at)
     select merchant_id, id || '_again', type, object_id, stripe_created_at,
            jsonb_set(payload, '{id}', to_jsonb(id || '_again')), received_at from webhook_event
     where id = any($1)`,
    [events.map(({ id }) => id)],
  )
  for (const { id } of events) await applyEvent(world.ctx, `${id}_again`)

  expect(events.map(({ type }) => type)).toContain('refund.failed')
  expect(await readRefund(world.ctx, made.id)).toMatchObject({ status: 'failed' })
  expect(await readRefund(world.ctx, later.id)).toMatchObject({ status: 'succeeded' })
  expect(await moneyOf(world, paymentId)).toEqual({ reserved: 3_00, refunded: 3_00 })
  expect(await stillOpen(paymentId)).toBe(0)
})

test('a refund’s event that comes before its answer is applied, and the answer changes nothing more', async () => {
  const paymentId = await paid(world)
  loseAnswers(world, 'after')
  const requestId = crypto.randomUUID()
  const first = await refund(world, { requestId, paymentId })
  world.stripe.faults.clear()

  await applyEvents(world)
  const seen = await readRefund(world.ctx, first.id)
  const answer = await refund(world, { requestId, paymentId })

  expect([first.status, seen.status]).toEqual(['pending', 'succeeded'])
  expect(answer).toEqual(seen)
  expect(await moneyOf(world, paymentId)).toEqual({ reserved: 18_00, refunded: 18_00 })
  expect(await auditOf(world, paymentId)).toEqual(['staff:persona-admin refund.created', 'stripe refund.succeeded'])
})

test('a refund in Stripe’s dashboard is taken over, also beyond our window (R8)', async () => {
  const paymentId = await paid(world)
  world.clock.advance({ days: 200 })

  const atStripe = await refundAtStripe(world, { paymentId, amountMinor: 6_00 })
  await applyEvents(world)

  expect(await refundsOf(paymentId)).toMatchObject([
    { status: 'succeeded', origin: 'stripe', requestedBy: null, amount: { amountMinor: 6_00, currency: 'usd' } },
  ])
  expect(await moneyOf(world, paymentId)).toEqual({ reserved: 6_00, refunded: 6_00 })
  expect(await auditOf(world, paymentId)).toEqual(['stripe refund.adopted'])
  expect(await documentsOf(world, paymentId)).toEqual([
    'payment v1 1800 receipt_mail',
    'payment v2 1800',
    'refund v1 600 succeeded refund_mail',
  ])
  expect(await stillOpen(paymentId)).toBe(0)
  world.stripe.failRefund(atStripe)
  await applyEvents(world)
  expect(await moneyOf(world, paymentId)).toEqual({ reserved: 0, refunded: 0 })
})

test('the total of a charge alone brings in every refund behind it, whoever made it (R7, R8)', async () => {
  const paymentId = await paid(world)
  loseAnswers(world, 'after')
  await refund(world, { paymentId, amountMinor: 4_00 })
  world.stripe.faults.clear()
  await refundAtStripe(world, { paymentId, amountMinor: 6_00 })
  await world.stripe.webhooks.idle()
  const [last] = (await refundEvents(paymentId)).filter(({ type }) => type === 'charge.refunded').toReversed()

  const outcome = await applyEvent(world.ctx, last?.id ?? '')

  expect(outcome).toBe('applied')
  expect(await moneyOf(world, paymentId)).toEqual({ reserved: 10_00, refunded: 10_00 })
  const refunds = await refundsOf(paymentId)
  expect(refunds.map(({ origin, amount }) => `${origin} ${amount.amountMinor}`)).toEqual(['stripe 600', 'azora 400'])
})

test.each([6_00, 18_00])(
  'events of one dashboard refund of %d at the same time take it over once (W8)',
  async (amountMinor) => {
    const paymentId = await paid(world)
    await refundAtStripe(world, { paymentId, amountMinor })
    await world.stripe.webhooks.idle()

    await Promise.all((await refundEvents(paymentId)).map(({ id }) => applyEvent(world.ctx, id)))

    expect(await refundsOf(paymentId)).toHaveLength(1)
    expect(await moneyOf(world, paymentId)).toEqual({ reserved: amountMinor, refunded: amountMinor })
  },
)

test('a refund that ended in our books and yet is made at Stripe is put before staff, and moves nothing (R9)', async () => {
  const paymentId = await paid(world)
  const { id } = await loseProcess(world, 'before', () => refund(world, { paymentId }))
  world.clock.advance({ hours: 25 })
  await sweepAttempts(world.ctx)
  await refundAtStripe(world, { paymentId })
  world.stripe.webhooks.release()
  await world.stripe.webhooks.idle()
  await rewrite(paymentId, 'metadata', { azora_merchant_id: world.ctx.merchantId, azora_attempt_id: id })
  const [created] = (await refundEvents(paymentId)).filter(({ type }) => type === 'refund.created')

  await expect(applyEvent(world.ctx, created?.id ?? '')).rejects.toThrow('is failed in our books')

  expect(await moneyOf(world, paymentId)).toEqual({ reserved: 0, refunded: 0 })
})

test('what nobody has approved yet gives way to a dashboard refund, the newest first, and no more than it must (R8)', async () => {
  const paymentId = await paid(world, 30)
  const first = await refund(world, { paymentId, amountMinor: 510_00 })
  const second = await refund(world, { paymentId, amountMinor: 30_00 })
  await refundAtStripe(world, { paymentId, amountMinor: 20_00 })

  await applyEvents(world)
  // One of its events may have come while the other made room.
  await world.expireLeases()
  await sweepEvents(world.ctx)

  expect(await moneyOf(world, paymentId)).toEqual({ reserved: 530_00, refunded: 20_00 })
  expect(await stillOpen(paymentId)).toBe(0)
  expect(await readRefund(world.ctx, first.id)).toMatchObject({ status: 'requires_approval' })
  expect(await readRefund(world.ctx, second.id)).toMatchObject({ status: 'rejected', decidedBy: 'stripe' })
  const { entries } = await world.api('admin').audit.list({ subjectId: second.id, limit: 5 })
  expect(entries[0]).toMatchObject({
    actor: 'stripe',
    action: 'refund.rejected',
    after: { gaveWayTo: expect.stringMatching(/^re_/) },
  })
})

test('a dashboard refund waits while our own reservations leave no room, and is taken over once they are gone (R8)', async () => {
  const paymentId = await paid(world, 30)
  const pending = await loseProcess(world, 'before', () => refund(world, { paymentId, amountMinor: 15_00 }))
  const waiting = await refund(world, { paymentId, amountMinor: 525_00 })
  await refundAtStripe(world, { paymentId })
  world.stripe.webhooks.release()
  await applyEvents(world)
  expect([pending.status, waiting.status]).toEqual(['pending', 'requires_approval'])
  expect(await readRefund(world.ctx, waiting.id)).toMatchObject({ status: 'requires_approval' })
  expect(await moneyOf(world, paymentId)).toEqual({ reserved: 540_00, refunded: 0 })
  expect(await stillOpen(paymentId)).toBe(2)
  await world.ctx.db.pool.query('update webhook_event set parked_at = now() where id = any($1)', [
    (await refundEvents(paymentId)).map(({ id }) => id),
  ])

  await rejectRefund(world.as('admin2'), { requestId: crypto.randomUUID(), refundId: waiting.id })
  await world.expireLeases()
  await sweepAttempts(world.ctx)
  await sweepEvents(world.ctx)

  expect(await moneyOf(world, paymentId)).toEqual({ reserved: 540_00, refunded: 540_00 })
  expect(await stillOpen(paymentId)).toBe(0)
})

test('a refund of a payment that is not ours is foreign', async () => {
  const paymentId = await paid(world)
  await refundAtStripe(world, { paymentId })
  await world.stripe.webhooks.idle()
  const [created] = (await refundEvents(paymentId)).filter(({ type }) => type === 'refund.created')
  await rewrite(paymentId, 'payment_intent', 'pi_of_another_shop')

  expect(await applyEvent(world.ctx, created?.id ?? '')).toBe('foreign')
  expect(await moneyOf(world, paymentId)).toEqual({ reserved: 0, refunded: 0 })
})

test('metadata that names another merchant is not believed: the refund is one of its own', async () => {
  const paymentId = await paid(world)
  const ours = await loseProcess(world, 'before', () => refund(world, { paymentId, amountMinor: 5_00 }))
  await refundAtStripe(world, { paymentId, amountMinor: 5_00 })
  world.stripe.webhooks.release()
  await world.stripe.webhooks.idle()
  await rewrite(paymentId, 'metadata', { azora_merchant_id: crypto.randomUUID(), azora_attempt_id: ours.id })
  const [created] = (await refundEvents(paymentId)).filter(({ type }) => type === 'refund.created')

  await applyEvent(world.ctx, created?.id ?? '')

  expect(await readRefund(world.ctx, ours.id)).toMatchObject({ status: 'pending' })
  expect(await refundsOf(paymentId)).toMatchObject([{ origin: 'stripe', status: 'succeeded' }, { origin: 'azora' }])
  expect(await moneyOf(world, paymentId)).toEqual({ reserved: 10_00, refunded: 5_00 })
})

test('a refund’s status that we do not know is parked, never guessed (W13)', async () => {
  const paymentId = await paid(world)
  await refundAtStripe(world, { paymentId })
  await world.stripe.webhooks.idle()
  const [created] = (await refundEvents(paymentId)).filter(({ type }) => type === 'refund.created')
  await rewrite(paymentId, 'status', 'in_orbit')

  await expect(applyEvent(world.ctx, created?.id ?? '')).rejects.toThrow('in_orbit')
  expect(await moneyOf(world, paymentId)).toEqual({ reserved: 0, refunded: 0 })
})

test('what was held and let go is no refund of ours', async () => {
  const { payment } = await world.pay(undefined, { captureMethod: 'manual' })
  await applyEvents(world)
  const paymentId = payment.id

  await refundAtStripe(world, { paymentId })
  await applyEvents(world)
  for (const { id } of await refundEvents(paymentId)) await applyEvent(world.ctx, id)

  expect(await refundsOf(paymentId)).toEqual([])
  expect(await stillOpen(paymentId)).toBe(0)
})

test('a pending refund whose events never come is read from Stripe, with growing pauses', async () => {
  const paymentId = await paid(world, 1, card.pendingRefund)
  const made = await refund(world, { paymentId })
  await applyEvents(world)
  world.stripe.webhooks.faults.add({ match: { type: '*' }, effect: 'drop', times: 'always' })

  expect(await sweepRefunds(world.ctx)).toBe(0)
  world.clock.advance({ seconds: 61 })
  expect(await sweepRefunds(world.ctx)).toBe(1)
  expect(await sweepRefunds(world.ctx)).toBe(0)
  await waitForBank()
  await sweepRefunds(world.ctx)

  expect(await readRefund(world.ctx, made.id)).toMatchObject({ status: 'succeeded' })
  expect(await moneyOf(world, paymentId)).toEqual({ reserved: 18_00, refunded: 18_00 })
  expect((await auditOf(world, paymentId)).at(-1)).toBe('sweeper refund.succeeded')
})
