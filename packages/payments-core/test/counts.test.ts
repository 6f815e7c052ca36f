import { createHmac, randomUUID } from 'node:crypto'
import type { CallerContext } from '@azora/payments-core/context'
import { saveEvidence } from '@azora/payments-core/dispute/save-evidence'
import { submitEvidence } from '@azora/payments-core/dispute/answer-dispute'
import { replayEvent } from '@azora/payments-core/event/replay-event'
import { cancelPayment } from '@azora/payments-core/payment/cancel-payment'
import { capturePayment } from '@azora/payments-core/payment/capture-payment'
import { processPayment } from '@azora/payments-core/payment/process-payment'
import { approveRefund } from '@azora/payments-core/refund/approve-refund'
import { createRefund } from '@azora/payments-core/refund/create-refund'
import { queryable } from '@azora/db/database'
import { countWire, type CountedWire } from '@azora/test-kit/count-wire'
import { stripeEvents } from '@azora/test-kit/stripe-events'
import { createTestDatabase } from '@azora/test-kit/test-database'
import { createWorld, type World } from '@azora/test-kit/create-world'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { paid } from './support/refunds.ts'
import { disputePayment, winning } from './support/dispute-payment.ts'
import { eventsOf, payQuietly } from './support/quiet-world.ts'

/**
 * What things cost is counted where they cannot hide: messages on the wire to PostgreSQL, and requests that the sandbox
 * saw. Events are held back, so that nobody else talks to the database meanwhile.
 */
let wire: CountedWire
let world: World
const stack = new AsyncDisposableStack()
beforeAll(async () => {
  const database = stack.use(await createTestDatabase())
  wire = stack.use(await countWire(database.url))
  world = stack.use(await createWorld({ databaseUrl: wire.url, stripe: { timeoutMs: 10_000 } }))
  world.stripe.webhooks.hold()
})
afterAll(() => stack.disposeAsync())

async function costOf(work: () => Promise<unknown>) {
  const before = world.stripe.requests().length
  const cost = await wire.counted(work)
  return { ...cost, stripeCalls: world.stripe.requests().length - before }
}

const twice = { roundTrips: 2, statements: 2, commits: 2, stripeCalls: 1 }
const once = { roundTrips: 1, statements: 1, commits: 1, stripeCalls: 0 }

const cardToken = () => world.stripe.confirmationToken({ card: '4242424242424242' }).id
const paymentRequest = () => ({ requestId: randomUUID(), cart: world.cart(), confirmationTokenId: cardToken() })

async function held() {
  const { payment } = await world.pay(undefined, { captureMethod: 'manual' })
  return { requestId: randomUUID(), paymentId: payment.id }
}

/** A payment whose events have come, with the worker at rest again. */
async function paidInFull() {
  world.stripe.webhooks.release()
  const paymentId = await paid(world)
  world.stripe.webhooks.hold()
  return paymentId
}

test('a payment is 2 round trips to PostgreSQL, 2 commits and 1 call to Stripe', async () => {
  expect(await costOf(() => world.pay())).toEqual(twice)
})

test('a payment costs the same by way of the API', async () => {
  const request = paymentRequest()

  expect(await costOf(() => world.api('shopper').payments.process(request))).toEqual(twice)
})

test('a declined payment, and the same with another card, cost the same', async () => {
  const cart = world.cart()
  let paymentId = ''

  const declined = await costOf(async () => {
    paymentId = (await world.pay('4000000000009995', { cart })).payment.id
  })

  expect(declined).toEqual(twice)
  expect(await costOf(() => world.pay(undefined, { cart, paymentId }))).toEqual(twice)
})

test('a refund costs the same', async () => {
  const request = { requestId: randomUUID(), paymentId: await paidInFull() }

  expect(await costOf(() => createRefund(world.as('admin'), request))).toEqual(twice)
})

test.each([
  ['captured', capturePayment],
  ['given up', cancelPayment],
])('a payment that is %s is found and moved as by an event in between: 2 statements more', async (_, change) => {
  const request = await held()

  const cost = await costOf(() => change(world.as('support'), request))

  expect(cost).toEqual({ roundTrips: 4, statements: 4, commits: 4, stripeCalls: 1 })
})

interface Repeatable {
  work: (ctx: CallerContext) => Promise<unknown>
  ctx: CallerContext
}

/** Requests of many kinds, each of which was answered once. */
async function answered(): Promise<[string, Repeatable][]> {
  const requestId = randomUUID()
  const payment = paymentRequest()
  const captured = await held()
  const { paymentId, intentId } = await payQuietly(world)
  const big = await payQuietly(world, undefined, 30)
  const waiting = await createRefund(world.as('admin'), { requestId: randomUUID(), paymentId: big.paymentId })
  const { disputeId } = await disputePayment(world)
  await saveEvidence(world.as('support'), { disputeId, evidence: winning })
  const unheard = { requestId: randomUUID(), disputeId: (await disputePayment(world)).disputeId }
  await saveEvidence(world.as('support'), { ...unheard, evidence: winning })
  const refusal = { match: { method: 'POST' }, effect: 'status', status: 400, phase: 'before' } as const
  const submitUnheard = (ctx: CallerContext) =>
    expect(submitEvidence(ctx, unheard)).rejects.toThrow('dispute_answer_refused')
  world.stripe.faults.add(refusal)
  await submitUnheard(world.as('support'))
  const eventId = String(eventsOf(world, intentId).at(-1)?.id)
  const requests: Record<string, Repeatable> = {
    pay: { work: (ctx) => processPayment(ctx, payment), ctx: world.as('shopper') },
    capture: { work: (ctx) => capturePayment(ctx, captured), ctx: world.as('support') },
    refund: {
      work: (ctx) => createRefund(ctx, { requestId, paymentId, amountMinor: 1_00 }),
      ctx: world.as('admin'),
    },
    approve: { work: (ctx) => approveRefund(ctx, { requestId, refundId: waiting.id }), ctx: world.as('admin2') },
    replay: { work: (ctx) => replayEvent(ctx, { requestId, eventId }), ctx: world.as('support') },
    'submit, refused by Stripe': { work: submitUnheard, ctx: world.as('support') },
    submit: { work: (ctx) => submitEvidence(ctx, { requestId, disputeId }), ctx: world.as('support') },
  }
  for (const { work, ctx } of Object.values(requests)) await work(ctx)
  return Object.entries(requests)
}

test('a repeated request is 1 round trip, writes nothing, and is no call to Stripe', async () => {
  for (const [name, { work, ctx }] of await answered()) {
    expect([name, await costOf(() => work(ctx))]).toEqual([name, once])

    const client = await world.ctx.db.pool.connect()
    await client.query('begin')
    await work({ ...ctx, db: { ...ctx.db, ...queryable(client) } })
    // PostgreSQL gives a transaction its id with the first thing that it writes or locks.
    const { rows } = await client.query('select pg_current_xact_id_if_assigned() as written')
    await client.query('rollback')
    client.release()
    expect([name, rows]).toEqual([name, [{ written: null }]])
  }
})

test('a request that was refused is refused again in 1 round trip', async () => {
  const request = { ...paymentRequest(), cart: { ...world.cart(), items: [{ priceId: randomUUID(), quantity: 1 }] } }
  const refused = () => expect(processPayment(world.as('shopper'), request)).rejects.toThrow('price_not_found')
  await refused()

  expect(await costOf(refused)).toEqual(once)
})

test('the receipt of an event is 1 statement, also when it comes again', async () => {
  await world.pay()
  const event = stripeEvents(world).at(-1)
  const body = JSON.stringify(event)
  const timestamp = Math.floor(world.clock.now().getTime() / 1000)
  const mac = createHmac('sha256', world.webhook.secret).update(`${timestamp}.${body}`).digest('hex')
  const headers = { 'stripe-signature': `t=${timestamp},v1=${mac}` }
  const deliver = async () => expect((await fetch(world.webhook.url, { method: 'POST', headers, body })).ok).toBe(true)

  expect(await costOf(deliver)).toEqual(once)
  expect(await costOf(deliver)).toEqual(once)
  expect((await world.ctx.db.pool.query('select from webhook_event where id = $1', [event?.id])).rowCount).toBe(1)
})
