import { randomUUID } from 'node:crypto'
import { sweepAttempts } from '@azora/payments-core/attempt/sweep-attempts'
import type { PaymentContext } from '@azora/payments-core/context'
import { applyEvent } from '@azora/payments-core/event/apply-event'
import { sweepEvents } from '@azora/payments-core/event/sweep-events'
import { sweepMails } from '@azora/payments-core/mail/sweep-mails'
import { sweepPayments } from '@azora/payments-core/payment/sweep-payments'
import { createWorld, type World } from '@azora/test-kit/create-world'
import { storeEvent, stripeEvents } from '@azora/test-kit/stripe-events'
import { afterEach, afterAll, beforeAll, expect, test } from 'vitest'
import { applyEvents, moneyOf, paid, refund, refundsAtStripe } from './support/refunds.ts'

let world: World
beforeAll(async () => {
  world = await createWorld()
})
afterEach(() => {
  world.stripe.faults.clear()
  world.stripe.webhooks.release()
})
afterAll(() => world?.[Symbol.asyncDispose]())

const requestIds = (count: number) => Array.from({ length: count }, () => randomUUID())

const payAll = (ids: readonly string[]) => Promise.all(ids.map((requestId) => world.pay(undefined, { requestId })))

/** What there is of each request: how its payment stands, how often it moved, what it left and what is open. */
async function leftBy(ids: readonly string[]) {
  const { rows } = await world.ctx.db.pool.query<Record<string, unknown>>(
    `select payment.status,
       (select count(*)::int from audit_entry where subject_id = payment.id::text and action = 'payment.succeeded') as moves,
       (select count(*)::int from receipt where receipt.payment_id = payment.id) as receipts,
       (select count(*)::int from attempt where attempt.subject_id = payment.id) as attempts,
       (select count(*)::int from attempt where attempt.subject_id = payment.id and settled_at is null) as open
     from idempotency_record as record
     join attempt on attempt.merchant_id = record.merchant_id and attempt.id = record.attempt_id
     join payment on payment.merchant_id = attempt.merchant_id and payment.id = attempt.subject_id
     where record.request_id = any($1::uuid[]) and record.answered_at is not null`,
    [ids],
  )
  return rows
}

const paidOnce = { status: 'succeeded', moves: 1, receipts: 1, attempts: 1, open: 0 }

const intents = () => world.stripe.objects('payment_intent').length

test.each([-1, 1])(
  'a process whose clock is wrong by %d h takes no lease and no pause to be over before it is (D11)',
  async (hours) => {
    const requestId = randomUUID()
    world.stripe.faults.add({ match: { method: 'POST' }, effect: 'reset', phase: 'after', times: 'always' })
    await world.pay(undefined, { requestId })
    world.stripe.faults.clear()
    await world.stripe.webhooks.idle()
    const ends = `now() + interval '40 seconds'`
    await world.ctx.db.pool.query(`
      update attempt set state = 'started', lease_until = ${ends} where settled_at is null;
      update webhook_event set lease_token = gen_random_uuid(), lease_until = ${ends} where handled_at is null;
      update outbox set next_try_at = ${ends} where state = 'pending'`)
    const off = { ...world.ctx, clock: { now: () => new Date(world.clock.now().getTime() + hours * 3_600_000) } }

    const early = await sweepAll(off)
    await world.expireLeases()
    const [attempts] = await sweepAll(off)
    await applyEvents(world)

    expect(early).toEqual([0, 0, 0])
    expect(attempts).toBe(1)
    expect(await leftBy([requestId])).toEqual([paidOnce])
  },
)

const sweepAll = async (ctx: PaymentContext) => [
  await sweepAttempts(ctx),
  await sweepEvents(ctx),
  await sweepMails(ctx),
]

test('sweepers, the shopper’s retries and the events at once move each payment once (P12)', async () => {
  const before = intents()
  world.stripe.webhooks.hold()
  const [lost, answered] = [requestIds(6), requestIds(6)]
  await payAll(answered)
  world.stripe.faults.add({ match: { method: 'POST' }, effect: 'reset', phase: 'after', times: 'always' })
  await payAll(lost)
  world.stripe.faults.clear()
  await world.expireLeases()
  world.clock.advance({ seconds: 40 })
  const deliver = () => {
    world.stripe.webhooks.release()
    return applyEvents(world)
  }

  const [answers] = await Promise.all([
    payAll([...lost, ...answered, ...lost]),
    ...[deliver, deliver].map((work) => work()),
    ...[sweepAttempts, sweepPayments, sweepEvents, sweepAttempts, sweepPayments].map((sweep) => sweep(world.ctx)),
  ])
  await applyEvents(world)

  expect(new Set(answers.map(({ payment }) => payment.id)).size).toBe(12)
  expect(intents() - before).toBe(12)
  expect(await leftBy([...lost, ...answered])).toEqual(Array.from({ length: 12 }, () => paidOnce))
  const { rows } = await world.ctx.db.pool.query('select id from webhook_event where handled_at is null')
  expect(rows).toEqual([])
})

test('payments that succeed at once wait for each other’s receipt number, and none has to be tried again (E5)', async () => {
  world.stripe.webhooks.hold()
  const ids = requestIds(12)
  await payAll(ids)
  const news = stripeEvents(world, 'payment_intent.succeeded').slice(-ids.length)
  const eventIds = await Promise.all(news.map((event) => storeEvent(world, event)))

  const outcomes = await Promise.all(eventIds.map((id) => applyEvent(world.ctx, id)))

  expect(outcomes).toEqual(ids.map(() => 'applied'))
  expect(await leftBy(ids)).toEqual(ids.map(() => paidOnce))
})

test('a process that stalls for three seconds under load leaves nothing half-done (D6)', async () => {
  const before = intents()
  const paymentId = await paid(world)
  const ids = requestIds(8)
  const isBusy = () => world.stripe.requests().length > asked + 3
  const asked = world.stripe.requests().length

  const work = Promise.allSettled([
    payAll(ids),
    ...Array.from({ length: 6 }, () => refund(world, { paymentId, amountMinor: 4_00 })),
  ])
  while (!isBusy()) await new Promise(setImmediate)
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 3_000)
  await work
  await payAll(ids)
  await world.expireLeases()
  await sweepAttempts(world.ctx)
  await applyEvents(world)

  expect(intents() - before).toBe(9)
  expect(await leftBy(ids)).toEqual(ids.map(() => paidOnce))
  const atStripe = (await refundsAtStripe(world, paymentId)).reduce((sum, { amount }) => sum + amount, 0)
  expect(atStripe).toBe(16_00)
  expect(await moneyOf(world, paymentId)).toEqual({ reserved: atStripe, refunded: atStripe })
})
