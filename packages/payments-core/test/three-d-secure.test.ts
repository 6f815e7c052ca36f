import { randomUUID } from 'node:crypto'
import { getPayment } from '@azora/payments-core/payment/get-payment'
import { createWorld, type World } from '@azora/test-kit/create-world'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { askStripe } from './support/ask-stripe.ts'
import { applyEvents } from './support/refunds.ts'

let world: World
beforeAll(async () => {
  world = await createWorld()
})
afterAll(() => world?.[Symbol.asyncDispose]())

const secureCard = '4000002500003155'

/** A payment that waits for the bank, and the request that made it. */
async function challenged() {
  const request = { requestId: randomUUID(), cart: world.cart() }
  const { payment, clientSecret } = await world.pay(secureCard, request)
  const intentId = String(clientSecret?.split('_secret_')[0])
  return { request, paymentId: payment.id, status: payment.status, intentId, clientSecret }
}

const look = async (paymentId: string) => (await getPayment(world.as('shopper'), { paymentId })).status

const receiptsOf = async (paymentId: string) =>
  (await world.ctx.db.pool.query('select id from receipt where payment_id = $1', [paymentId])).rowCount

test('a challenge that was failed leaves the payment open, and passed at the next try it is paid (P19)', async () => {
  const { request, paymentId, intentId, status } = await challenged()
  world.stripe.completeThreeDSecure(intentId, 'failed')
  await applyEvents(world)
  const failed = await look(paymentId)

  const again = await world.pay(secureCard, { cart: request.cart, paymentId })
  world.stripe.completeThreeDSecure(intentId, 'authenticated')
  await applyEvents(world)

  expect([status, failed, again.payment.status]).toEqual([
    'requires_action',
    'requires_payment_method',
    'requires_action',
  ])
  expect(await look(paymentId)).toBe('succeeded')
  expect(await receiptsOf(paymentId)).toBe(1)
})

test('a challenge that is passed in another tab, and answered again in the first, pays once (P19)', async () => {
  const { request, paymentId, intentId, clientSecret } = await challenged()
  world.stripe.completeThreeDSecure(intentId, 'authenticated')
  await applyEvents(world)

  expect(() => world.stripe.completeThreeDSecure(intentId, 'authenticated')).toThrow('waits for no')
  expect(() => world.stripe.completeThreeDSecure(intentId, 'failed')).toThrow('waits for no')
  const confirmed = askStripe(world, `payment_intents/${intentId}/confirm`, { client_secret: String(clientSecret) })
  await expect(confirmed).rejects.toThrow('already succeeded')
  const repeated = await world.pay(secureCard, request)
  await applyEvents(world)

  expect(repeated.payment.id).toBe(paymentId)
  expect(await look(paymentId)).toBe('succeeded')
  expect(await receiptsOf(paymentId)).toBe(1)
})

test('a shopper who comes back from a bank that has not decided has not paid: only Stripe’s word counts (P19)', async () => {
  const { request, paymentId } = await challenged()

  const repeated = await world.pay(secureCard, request)
  await applyEvents(world)

  expect(repeated.payment.status).toBe('requires_action')
  expect(repeated.clientSecret).not.toBeNull()
  expect(await look(paymentId)).toBe('requires_action')
  expect(await receiptsOf(paymentId)).toBe(0)
})
