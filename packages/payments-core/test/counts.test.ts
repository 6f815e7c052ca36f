import { createHmac, randomUUID } from 'node:crypto'
import type { CallerContext } from '@azora/payments-core/context'
import { cancelPayment } from '@azora/payments-core/payment/cancel-payment'
import { capturePayment } from '@azora/payments-core/payment/capture-payment'
import { processPayment } from '@azora/payments-core/payment/process-payment'
import { createRefund } from '@azora/payments-core/refund/create-refund'
import { queryable } from '@azora/db/database'
import { countWire, type CountedWire } from '@azora/test-kit/count-wire'
import { stripeEvents } from '@azora/test-kit/stripe-events'
import { createTestDatabase } from '@azora/test-kit/test-database'
import { createWorld, type World } from '@azora/test-kit/create-world'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { paid } from './support/refunds.ts'

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
  world = stack.use(await createWorld({ databaseUrl: wire.url }))
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

test('a repeated request is 1 round trip, and no call to Stripe', async () => {
  const payment = paymentRequest()
  const captured = await held()
  const refunded = { requestId: randomUUID(), paymentId: await paidInFull(), amountMinor: 100 }
  const cases: [string, (ctx: CallerContext) => Promise<unknown>, CallerContext][] = [
    ['pay', (ctx) => processPayment(ctx, payment), world.as('shopper')],
    ['capture', (ctx) => capturePayment(ctx, captured), world.as('support')],
    ['refund', (ctx) => createRefund(ctx, refunded), world.as('admin')],
  ]
  for (const [name, work, ctx] of cases) {
    await work(ctx)

    expect([name, await costOf(() => work(ctx))]).toEqual([name, once])
  }
})

test('a repeated request writes nothing', async () => {
  const paid = paymentRequest()
  const { payment } = await processPayment(world.as('shopper'), paid)
  const client = await world.ctx.db.pool.connect()
  await client.query('begin')
  const inside = { ...world.as('shopper'), db: { ...world.ctx.db, ...queryable(client) } }

  const again = await processPayment(inside, paid)
  // PostgreSQL gives a transaction its id with the first thing that it writes or locks.
  const { rows } = await client.query('select pg_current_xact_id_if_assigned() as written')
  await client.query('rollback')
  client.release()

  expect(again.payment.id).toBe(payment.id)
  expect(rows).toEqual([{ written: null }])
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
