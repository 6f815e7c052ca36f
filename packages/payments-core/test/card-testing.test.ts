import { randomUUID } from 'node:crypto'
import { sweepAttempts } from '@azora/payments-core/attempt/sweep-attempts'
import { dryRunEvent } from '@azora/payments-core/event/dry-run-event'
import { setUpMethod } from '@azora/payments-core/method/set-up-method'
import type { World } from '@azora/test-kit/create-world'
import { refused } from '@azora/test-kit/refused'
import { storeEvent } from '@azora/test-kit/stripe-events'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { askStripe } from './support/ask-stripe.ts'
import { createQuietWorld, eventsOf, hear, pass } from './support/quiet-world.ts'

let world: World
beforeEach(async () => {
  world = await createQuietWorld()
})
afterEach(() => world[Symbol.asyncDispose]())

/** A payment whose first card was declined, and its PaymentIntent. */
async function declined() {
  const { payment } = await world.pay('4000000000000002')
  const intentId = String(world.stripe.objects('payment_intent').at(-1)?.id)
  return { paymentId: payment.id, intentId }
}

/** Tries of whoever holds the client secret: they go to Stripe, and we hear of them afterwards. */
async function tryCards(intentId: string, times: number) {
  for (let time = 0; time < times; time += 1) {
    const tried = askStripe(world, `payment_intents/${intentId}/confirm`, { payment_method: 'pm_card_chargeDeclined' })
    await expect(tried).rejects.toThrow(/declined/)
  }
}

const statusOf = async (paymentId: string) => (await world.api('shopper').payments.get({ paymentId })).status
const stripeStatusOf = (intentId: string) =>
  world.stripe.objects('payment_intent').find(({ id }) => id === intentId)?.['status']

test('a PaymentIntent on which card after card is tried is cancelled at the tenth decline, and no card after that is (S18)', async () => {
  const { paymentId, intentId } = await declined()
  await tryCards(intentId, 8)
  await hear(world, intentId)
  await sweepAttempts(world.ctx)
  expect([await statusOf(paymentId), stripeStatusOf(intentId)]).toEqual([
    'requires_payment_method',
    'requires_payment_method',
  ])

  await tryCards(intentId, 1)
  await hear(world, intentId)
  await sweepAttempts(world.ctx)

  const more = askStripe(world, `payment_intents/${intentId}/confirm`, { payment_method: 'pm_card_visa' })
  await expect(more).rejects.toThrow(/status of canceled|canceled/)
  expect([await statusOf(paymentId), stripeStatusOf(intentId)]).toEqual(['canceled', 'canceled'])
  const { entries } = await world.api('admin').audit.list({ action: 'cancel.requested', limit: 5 })
  expect(entries).toMatchObject([{ actor: 'system', subjectId: paymentId, after: { reason: 'fraudulent' } }])
})

test('events that come twice count once, and a good card before the tenth decline still pays (S18)', async () => {
  const { paymentId, intentId } = await declined()
  await tryCards(intentId, 8)
  await hear(world, intentId)
  await hear(world, intentId)

  await askStripe(world, `payment_intents/${intentId}/confirm`, { payment_method: 'pm_card_visa' })
  await hear(world, intentId)

  expect(await statusOf(paymentId)).toBe('succeeded')
})

test('a rehearsal of the tenth decline shows that the payment would be given up, and gives nothing up', async () => {
  const { paymentId, intentId } = await declined()
  await tryCards(intentId, 8)
  await hear(world, intentId)
  await tryCards(intentId, 1)
  const told = eventsOf(world, intentId)
  for (const event of told) await storeEvent(world, event)
  const eventId = String(told.findLast(({ type }) => type === 'payment_intent.payment_failed')?.id)

  const { error, changes } = await dryRunEvent(world.as('support'), { eventId })

  expect(error).toBeNull()
  expect(changes.map(({ table }) => table)).toEqual(expect.arrayContaining(['attempt', 'audit_entry']))
  await sweepAttempts(world.ctx)
  expect([await statusOf(paymentId), stripeStatusOf(intentId)]).toEqual([
    'requires_payment_method',
    'requires_payment_method',
  ])
})

test('whoever begins to save twenty methods within an hour is refused, also when they ask again, and goes on an hour later (S19)', async () => {
  const setup = (requestId = randomUUID()) => setUpMethod(world.as('shopper'), { requestId })
  const first = randomUUID()
  await setup(first)
  for (let count = 1; count < 20; count += 1) await setup()
  const made = world.stripe.objects('setup_intent').length
  const requestId = randomUUID()

  const often = refused({ code: 'setups_begun_often', setupsPerHour: 20 })
  await expect(setup(requestId)).rejects.toThrow(often)
  await expect(setup(requestId)).rejects.toThrow(often)
  await setup(first)
  await setUpMethod(world.as('shopper2'), { requestId: randomUUID() })
  await pass(world, { seconds: 3_600 })
  await setup()

  expect([made, world.stripe.objects('setup_intent').length]).toEqual([20, 22])
})
