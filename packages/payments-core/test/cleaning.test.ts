import { randomUUID } from 'node:crypto'
import type { PaymentContext } from '@azora/payments-core/context'
import { sweepAttempts } from '@azora/payments-core/attempt/sweep-attempts'
import { emptyPayloads } from '@azora/payments-core/event/empty-payloads'
import { sweepEvents } from '@azora/payments-core/event/sweep-events'
import { getPayment } from '@azora/payments-core/payment/get-payment'
import { forgetRequests } from '@azora/payments-core/request/forget-requests'
import { createWorld, type World } from '@azora/test-kit/create-world'
import { refused } from '@azora/test-kit/refused'
import { storedEvent, storeEvent, stripeEvents } from '@azora/test-kit/stripe-events'
import { afterAll, beforeAll, expect, test } from 'vitest'

let world: World
let ctx: PaymentContext
beforeAll(async () => {
  world = await createWorld()
  ctx = { ...world.ctx, settings: { ...world.ctx.settings, requestsKeptHours: 24 } }
})
afterAll(() => world[Symbol.asyncDispose]())

const applyAll = async () => {
  await world.stripe.webhooks.idle()
  await sweepEvents(world.ctx)
}
const intents = () => world.stripe.objects('payment_intent').length
const statusOf = async (paymentId: string) => (await getPayment(world.as('shopper'), { paymentId })).status
const query = async (sql: string, params: unknown[] = []) => (await ctx.db.pool.query(sql, params)).rows as unknown[]

test('a request repeated at hour 25, its answer forgotten, does not charge again, however often it comes (D15, I11)', async () => {
  const request = { requestId: randomUUID(), cart: world.cart() }
  const { payment } = await world.pay(undefined, request)
  await applyAll()
  const before = intents()

  world.clock.advance({ hours: 23 })
  expect(await forgetRequests(ctx)).toBe(0)
  const withinADay = await world.pay(undefined, request)
  world.clock.advance({ hours: 2 })
  expect(await forgetRequests(ctx)).toBe(1)
  const again = await Promise.all(Array.from({ length: 5 }, () => world.pay(undefined, request)))
  const other = world.pay(undefined, { ...request, cart: world.cart('usd', 2) })

  expect(withinADay.payment).toMatchObject({ id: payment.id, status: 'processing' })
  expect(again.map((answer) => [answer.payment.id, answer.payment.status])).toEqual(
    Array.from({ length: 5 }, () => [payment.id, 'succeeded']),
  )
  await expect(other).rejects.toThrow(refused({ code: 'request_id_reused', requestId: request.requestId }))
  expect(intents()).toBe(before)
  expect(await query('select request_id from idempotency_record')).toEqual([])
})

test('a capture and a cancellation repeated at hour 25 do nothing more (D15, I11)', async () => {
  const hold = async () => (await world.pay(undefined, { captureMethod: 'manual' })).payment
  const [taken, dropped] = [await hold(), await hold()]
  await applyAll()
  const support = world.api('support').payments
  const capture = { paymentId: taken.id, requestId: randomUUID() }
  const cancel = { paymentId: dropped.id, requestId: randomUUID() }
  await support.capture(capture)
  await support.cancel(cancel)
  await applyAll()
  world.clock.advance({ hours: 25 })
  expect(await forgetRequests(ctx)).toBe(4)
  const calls = world.stripe.requests().length

  expect(await support.capture(capture)).toMatchObject({ id: taken.id, status: 'succeeded' })
  expect(await support.cancel(cancel)).toMatchObject({ id: dropped.id, status: 'canceled' })

  expect(world.stripe.requests().filter(({ method }, index) => method === 'POST' && index >= calls)).toEqual([])
})

test('a request whose outcome is not known is not forgotten, however old it is (D15)', async () => {
  world.stripe.faults.add({ match: { method: 'POST' }, effect: 'reset', phase: 'after', times: 'always' })
  const { payment } = await world.pay()
  world.stripe.faults.clear()
  world.clock.advance({ days: 10 })

  expect(await forgetRequests(ctx)).toBe(0)
  await world.expireLeases()
  await sweepAttempts(world.ctx)

  expect(await statusOf(payment.id)).not.toBe('requires_payment_method')
  expect(await forgetRequests(ctx)).toBe(1)
})

test('many records go in batches of 500, and one that somebody holds is passed over (D15)', async () => {
  await query(
    `insert into idempotency_record (merchant_id, caller, operation, request_id, fingerprint, answer, created_at, answered_at)
     select $1, 'storm', 'payments.process', gen_random_uuid(), 'f', '{}', $2, $2 from generate_series(1, 1201)`,
    [ctx.merchantId, new Date(ctx.clock.now().getTime() - 25 * 3_600_000)],
  )
  const holder = await ctx.db.pool.connect()
  await holder.query('begin')
  await holder.query(`select from idempotency_record where caller = 'storm' limit 1 for update`)
  const counts: unknown[] = []
  const first: PaymentContext['db']['first'] = async (statement, params) => {
    const row = await ctx.db.first(statement, params)
    counts.push((row as { count: unknown } | undefined)?.count)
    return row
  }

  const forgotten = await forgetRequests({ ...ctx, db: { ...ctx.db, first } })

  await holder.query('rollback')
  holder.release()
  expect(forgotten).toBe(1200)
  expect(counts).toEqual([500, 500, 200])
  expect(await forgetRequests(ctx)).toBe(1)
})

test('old payloads of handled events are emptied; the event is still known, and what waits or is parked keeps its own (D15)', async () => {
  world.stripe.webhooks.dropNext(1_000)
  await world.pay()
  const [handled, parked] = stripeEvents(world).slice(-2)
  if (!handled || !parked) throw new Error('Stripe said nothing')
  for (const event of [handled, parked]) await storeEvent(world, event)
  await query(`update webhook_event set parked_at = now() where id = $1`, [parked.id])
  await sweepEvents(world.ctx)
  const kept = async () =>
    (await query(`select id from webhook_event where payload is not null and id = any($1)`, [[handled.id, parked.id]]))
      .length

  world.clock.advance({ days: 89 })
  await emptyPayloads(ctx)
  const keptFor89Days = await kept()
  world.clock.advance({ days: 2 })
  await emptyPayloads(ctx)

  expect(keptFor89Days).toBe(2)
  expect(
    await query(`select id from webhook_event where payload is not null and id = any($1)`, [[handled.id, parked.id]]),
  ).toEqual([{ id: parked.id }])
  const before = await storedEvent(world, handled.id)
  await storeEvent(world, handled)
  await sweepEvents(world.ctx)
  expect(await storedEvent(world, handled.id)).toEqual(before)
  expect(before.outcome).not.toBeNull()
})
