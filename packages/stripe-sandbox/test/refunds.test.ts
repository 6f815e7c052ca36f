import type Stripe from 'stripe'
import { expect, test } from 'vitest'
import { createWorld, type World } from './support/create-world.ts'
import { idOf } from './support/id-of.ts'

const pay = ({ stripe, token }: World, card: string, amount = 10_00): Promise<Stripe.PaymentIntent> =>
  stripe.paymentIntents.create({ amount, currency: 'usd', confirm: true, confirmation_token: token(card) })

const net = async ({ stripe }: World): Promise<number> => {
  const { available, pending } = await stripe.balance.retrieve()
  return [...available, ...pending].reduce((sum, { amount }) => sum + amount, 0)
}

const types = (world: World): string[] => world.sandbox.objects('event').map(({ type }) => type)

test('a refund that fails days later returns the money to the balance, and the charge can be refunded again', async () => {
  await using world = await createWorld()
  const { stripe, sandbox } = world
  const intent = await pay(world, '4000000000005126')
  const before = await net(world)
  const refund = await stripe.refunds.create({ payment_intent: intent.id })
  expect(refund.status).toBe('succeeded')
  expect(await net(world)).toBe(before - 10_00)

  await sandbox.clock.advance(24 * 3600)

  const failed = await stripe.refunds.retrieve(refund.id, { expand: ['failure_balance_transaction'] })
  expect(failed).toMatchObject({
    status: 'failed',
    failure_reason: 'expired_or_canceled_card',
    failure_balance_transaction: { type: 'refund_failure', amount: 10_00, fee: 0 },
  })
  expect(await net(world)).toBe(before)
  expect(await stripe.charges.retrieve(idOf(intent.latest_charge))).toMatchObject({
    amount_refunded: 0,
    refunded: false,
  })
  expect(types(world).slice(-3)).toEqual(['charge.refund.updated', 'refund.updated', 'refund.failed'])
  await expect(stripe.refunds.create({ payment_intent: intent.id })).resolves.toMatchObject({ status: 'succeeded' })
})

test('a pending refund succeeds when the bank has taken it', async () => {
  await using world = await createWorld()
  const { id } = await pay(world, '4000000000007726')
  const refund = await world.stripe.refunds.create({ payment_intent: id, amount: 4_00 })
  expect(refund).toMatchObject({ status: 'pending', pending_reason: 'processing' })

  await world.sandbox.clock.advance(3600)

  const settled = await world.stripe.refunds.retrieve(refund.id)
  expect(settled.status).toBe('succeeded')
  expect(settled).not.toHaveProperty('pending_reason')
  expect(types(world)).toContain('refund.updated')
})

test('a pending refund can be cancelled, one that succeeded cannot', async () => {
  await using world = await createWorld()
  const { stripe } = world
  const { id, latest_charge: charge } = await pay(world, '4000000000007726')
  const before = await net(world)
  const refund = await stripe.refunds.create({ payment_intent: id })

  const canceled = await stripe.refunds.cancel(refund.id)

  expect(canceled).toMatchObject({ status: 'canceled', failure_reason: 'merchant_request' })
  expect(await net(world)).toBe(before)
  expect(await stripe.charges.retrieve(idOf(charge))).toMatchObject({ amount_refunded: 0 })
  await world.sandbox.clock.advance(3600)
  expect((await stripe.refunds.retrieve(refund.id)).status).toBe('canceled')
  await expect(stripe.refunds.cancel(refund.id)).rejects.toMatchObject({ type: 'StripeInvalidRequestError' })
})

test('with its checks off the sandbox refunds more than was paid, so that the guard before it shows', async () => {
  await using world = await createWorld()
  const { stripe, sandbox } = world
  const { id } = await pay(world, '4242424242424242')
  await stripe.refunds.create({ payment_intent: id })
  await expect(stripe.refunds.create({ payment_intent: id })).rejects.toMatchObject({ code: 'charge_already_refunded' })
  const switched = await fetch(`${sandbox.url}/_sandbox/switches`, { method: 'POST', body: '{"refundChecks":false}' })
  expect(await switched.json()).toMatchObject({ refundChecks: false })

  const second = await stripe.refunds.create({ payment_intent: id, amount: 20_00 })

  expect(second).toMatchObject({ status: 'succeeded', amount: 20_00 })
  sandbox.reset()
  expect(sandbox.switches.get().refundChecks).toBe(true)
})

test('a refund can be made to fail on command, once', async () => {
  await using world = await createWorld()
  const { id } = await pay(world, '4242424242424242')
  const refund = await world.stripe.refunds.create({ payment_intent: id, reason: 'requested_by_customer' })
  const body = JSON.stringify({ refund: refund.id })
  const fail = () => fetch(`${world.sandbox.url}/_sandbox/refunds/fail`, { method: 'POST', body })

  await fail()
  await fail()

  expect(await world.stripe.refunds.retrieve(refund.id)).toMatchObject({
    status: 'failed',
    reason: 'requested_by_customer',
  })
  expect(types(world).filter((type) => type === 'refund.failed')).toHaveLength(1)
})

test('a refund of what is only held releases it, whole, and ends the payment', async () => {
  await using world = await createWorld()
  const { stripe, token } = world
  const { id, latest_charge: charge } = await stripe.paymentIntents.create({
    amount: 10_00,
    currency: 'usd',
    capture_method: 'manual',
    confirm: true,
    confirmation_token: token('4242424242424242'),
  })
  await expect(stripe.refunds.create({ charge: idOf(charge), amount: 4_00 })).rejects.toMatchObject({ param: 'amount' })

  const refund = await stripe.refunds.create({ charge: idOf(charge) })

  expect(refund).toMatchObject({ balance_transaction: null, destination_details: { card: { type: 'reversal' } } })
  expect(await stripe.paymentIntents.retrieve(id)).toMatchObject({ status: 'canceled', amount_capturable: 0 })
  await expect(stripe.paymentIntents.capture(id)).rejects.toMatchObject({ code: 'payment_intent_unexpected_state' })
})

test('the refund of a bank debit takes days', async () => {
  await using world = await createWorld()
  const { stripe, sandbox } = world
  const { id } = await stripe.paymentIntents.create({
    amount: 10_00,
    currency: 'usd',
    confirm: true,
    payment_method: 'pm_usBankAccount_success',
    mandate_data: { customer_acceptance: { type: 'offline', offline: {} } },
    return_url: 'https://shop.example',
  })
  await sandbox.clock.advance(5 * 24 * 3600)
  const before = await net(world)

  const refund = await stripe.refunds.create({ payment_intent: id, expand: ['balance_transaction'] })

  expect(refund).toMatchObject({ status: 'pending', balance_transaction: { type: 'payment_refund', amount: -10_00 } })
  expect(await net(world)).toBe(before - 10_00)
  await sandbox.clock.advance(4 * 24 * 3600)
  expect((await stripe.refunds.retrieve(refund.id)).status).toBe('succeeded')
})
