import { expect, test } from 'vitest'
import { createWorld } from '../support/create-world.ts'
import { idOf } from '../support/id-of.ts'

const day = 24 * 3600

test('a held amount that nobody captures is released after seven days, and the payment is over', async () => {
  await using world = await createWorld()
  const { stripe, sandbox } = world
  const held = await stripe.paymentIntents.create({
    amount: 80_00,
    currency: 'eur',
    capture_method: 'manual',
    confirm: true,
    confirmation_token: world.token('4242424242424242'),
  })

  await sandbox.clock.advance(7 * day - 60)
  const before = await stripe.paymentIntents.retrieve(held.id)
  await sandbox.clock.advance(120)
  const after = await stripe.paymentIntents.retrieve(held.id, { expand: ['latest_charge'] })

  expect(before).toMatchObject({ status: 'requires_capture', amount_capturable: 80_00 })
  expect(after).toMatchObject({
    status: 'canceled',
    cancellation_reason: 'automatic',
    amount_capturable: 0,
    canceled_at: held.created + 7 * day,
    latest_charge: { captured: false, refunded: true },
  })
  await expect(stripe.paymentIntents.capture(held.id)).rejects.toMatchObject({
    code: 'payment_intent_unexpected_state',
  })
  const events = await stripe.events.list({ types: ['charge.expired', 'payment_intent.canceled'] })
  expect(events.data.map(({ type }) => type)).toEqual(['payment_intent.canceled', 'charge.expired'])
})

test('a captured payment does not expire', async () => {
  await using world = await createWorld()
  const { stripe, sandbox } = world
  const held = await stripe.paymentIntents.create({
    amount: 80_00,
    currency: 'eur',
    capture_method: 'manual',
    confirm: true,
    confirmation_token: world.token('4242424242424242'),
  })
  await stripe.paymentIntents.capture(held.id, { amount_to_capture: 60_00 })

  await sandbox.clock.advance(8 * day)

  const charge = await stripe.charges.retrieve(idOf(held.latest_charge))
  expect(charge).toMatchObject({ captured: true, amount_captured: 60_00, amount_refunded: 20_00 })
  expect((await stripe.paymentIntents.retrieve(held.id)).status).toBe('succeeded')
})

test('a payment may hold the money of cards only', async () => {
  await using world = await createWorld()
  const { stripe } = world
  const held = await stripe.paymentIntents.create({
    amount: 80_00,
    currency: 'eur',
    capture_method: 'automatic',
    payment_method_options: { card: { capture_method: 'manual' } },
    confirm: true,
    confirmation_token: world.token('4242424242424242'),
  })

  const captured = await stripe.paymentIntents.capture(held.id)

  expect(held).toMatchObject({ status: 'requires_capture', amount_capturable: 80_00 })
  expect(captured).toMatchObject({ status: 'succeeded', amount_received: 80_00 })
})

test('a hold is captured once, not beyond what was held, and the rest is released', async () => {
  await using world = await createWorld()
  const { stripe } = world
  const { id } = await stripe.paymentIntents.create({
    amount: 80_00,
    currency: 'eur',
    capture_method: 'manual',
    confirm: true,
    confirmation_token: world.token('4242424242424242'),
  })

  await expect(stripe.paymentIntents.capture(id, { amount_to_capture: 80_01 })).rejects.toMatchObject({
    code: 'amount_too_large',
  })
  const captured = await stripe.paymentIntents.capture(id, {
    amount_to_capture: 30_00,
    expand: ['latest_charge.balance_transaction'],
  })

  expect(captured).toMatchObject({
    amount_received: 30_00,
    amount_capturable: 0,
    latest_charge: { amount_captured: 30_00, amount_refunded: 50_00, balance_transaction: { amount: 30_00 } },
  })
  await expect(stripe.paymentIntents.capture(id)).rejects.toMatchObject({ code: 'payment_intent_unexpected_state' })
})
