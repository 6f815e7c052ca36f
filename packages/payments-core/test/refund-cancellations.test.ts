import { sweepAttempts } from '@azora/payments-core/attempt/sweep-attempts'
import { applyEvent } from '@azora/payments-core/event/apply-event'
import { listOwnRefunds } from '@azora/payments-core/refund/list-own-refunds'
import { listRefunds } from '@azora/payments-core/refund/list-refunds'
import { readRefund } from '@azora/payments-core/refund/read-refund'
import { sweepRefunds } from '@azora/payments-core/refund/sweep-refunds'
import { createWorld, type World } from '@azora/test-kit/create-world'
import { storeEvent, stripeEvents } from '@azora/test-kit/stripe-events'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { askStripe } from './support/ask-stripe.ts'
import {
  applyEvents,
  auditOf,
  documentsOf,
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

/** A card whose refunds wait for the bank. */
const waitingCard = '4000000000007726'

const cancelAtStripe = (refundId: string) => askStripe(world, `refunds/${refundId}/cancel`, {})

/** Stripe's refund of a payment that has one. */
async function atStripe(paymentId: string): Promise<string> {
  const [found] = await refundsAtStripe(world, paymentId)
  return found?.id ?? ''
}

/** Stripe wants something of the shopper before it sends the money: an account to send it to, say. */
function askShopper(refundId: string): void {
  const snapshot = structuredClone(world.stripe.snapshot())
  const [, , row] = snapshot.entries.find(([, id]) => id === refundId) ?? []
  Object.assign(row ?? {}, { status: 'requires_action' })
  world.stripe.restore(snapshot)
}

/** Nothing went back, and nothing says that it did. */
async function expectUntouched(paymentId: string): Promise<void> {
  expect(await moneyOf(world, paymentId)).toEqual({ reserved: 0, refunded: 0 })
  expect(await documentsOf(world, paymentId)).toEqual(['payment v1 1800 receipt_mail'])
}

test('a refund that Stripe cancels while it waits gives back what it held; no receipt and no mail tell of it (R9)', async () => {
  const paymentId = await paid(world, 1, waitingCard)
  const made = await refund(world, { paymentId, amountMinor: 8_00 })
  await applyEvents(world)
  expect(await moneyOf(world, paymentId)).toEqual({ reserved: 8_00, refunded: 0 })

  await cancelAtStripe(await atStripe(paymentId))
  await applyEvents(world)

  expect(await readRefund(world.ctx, made.id)).toMatchObject({ status: 'canceled', failureReason: 'merchant_request' })
  await expectUntouched(paymentId)
  expect(await auditOf(world, paymentId)).toEqual([
    'staff:persona-admin refund.created',
    'stripe refund.pending',
    'stripe refund.canceled',
  ])
  const { refunds } = await listOwnRefunds(world.as('shopper'), { paymentId, limit: 20 })
  expect(refunds).toMatchObject([{ status: 'canceled' }])
})

test('what a cancelled refund gave back can be refunded, whole', async () => {
  const paymentId = await paid(world, 1, waitingCard)
  await refund(world, { paymentId })
  await cancelAtStripe(await atStripe(paymentId))
  await applyEvents(world)

  const again = await refund(world, { paymentId })

  expect(again).toMatchObject({ status: 'pending', amount: { amountMinor: 18_00 } })
  expect(await moneyOf(world, paymentId)).toEqual({ reserved: 18_00, refunded: 0 })
})

test('a refund that asks something of the shopper keeps its amount, until it is cancelled (R9)', async () => {
  const paymentId = await paid(world, 1, waitingCard)
  const made = await refund(world, { paymentId, amountMinor: 8_00 })
  await applyEvents(world)
  const refundId = await atStripe(paymentId)
  askShopper(refundId)

  world.clock.advance({ seconds: 120 })
  await sweepRefunds(world.ctx)

  expect(await readRefund(world.ctx, made.id)).toMatchObject({ status: 'requires_action', settledAt: null })
  expect(await moneyOf(world, paymentId)).toEqual({ reserved: 8_00, refunded: 0 })
  await cancelAtStripe(refundId)
  await applyEvents(world)
  expect(await readRefund(world.ctx, made.id)).toMatchObject({ status: 'canceled' })
  await expectUntouched(paymentId)
})

test('the events of a cancelled refund in any order, and again, end in the same state (W3)', async () => {
  world.stripe.webhooks.hold()
  const paymentId = await paid(world, 1, waitingCard)
  const payment = stripeEvents(world, 'payment_intent.succeeded').at(-1)
  if (payment) await applyEvent(world.ctx, await storeEvent(world, payment))
  const made = await refund(world, { paymentId, amountMinor: 8_00 })
  const refundId = await atStripe(paymentId)
  await cancelAtStripe(refundId)
  const told = stripeEvents(world).filter(({ data }) => 'id' in data.object && data.object.id === refundId)

  for (const event of [...told.toReversed(), ...told]) {
    const id = `${event.id}_${crypto.randomUUID()}`
    await applyEvent(world.ctx, await storeEvent(world, { ...event, id }))
  }

  expect(told.map(({ type }) => type)).toEqual(['refund.created', 'charge.refund.updated', 'refund.updated'])
  expect(await readRefund(world.ctx, made.id)).toMatchObject({ status: 'canceled' })
  await expectUntouched(paymentId)
  expect((await auditOf(world, paymentId)).filter((entry) => entry.endsWith('canceled'))).toHaveLength(1)
})

test('a refund whose answer was lost, and that was cancelled meanwhile, is found cancelled (R4)', async () => {
  const paymentId = await paid(world, 1, waitingCard)
  const left = await loseProcess(world, 'after', () => refund(world, { paymentId }))
  await cancelAtStripe(await atStripe(paymentId))
  world.clock.advance({ hours: 21 })

  await sweepAttempts(world.ctx)

  expect(left.status).toBe('pending')
  expect(await readRefund(world.ctx, left.id)).toMatchObject({ status: 'canceled' })
  await expectUntouched(paymentId)
})

test('a refund of Stripe’s dashboard that is cancelled before we hear of it takes nothing from what is left (R8)', async () => {
  const paymentId = await paid(world, 1, waitingCard)
  await cancelAtStripe(await refundAtStripe(world, { paymentId, amountMinor: 6_00 }))

  await applyEvents(world)

  const { refunds } = await listRefunds(world.ctx, { paymentId, limit: 20 })
  expect(refunds).toMatchObject([{ status: 'canceled', origin: 'stripe' }])
  await expectUntouched(paymentId)
})
