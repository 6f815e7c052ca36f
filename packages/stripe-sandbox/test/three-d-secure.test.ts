import { expect, test } from 'vitest'
import { createWorld, type World } from './support/create-world.ts'

const pay = (world: World, card: string) =>
  world.stripe.paymentIntents.create({
    amount: 30_00,
    currency: 'eur',
    confirm: true,
    confirmation_token: world.token(card),
  })

test.for(['4000002500003155', '4000002760003184', '4000000000003220', '4000000000003063'])(
  'card %s asks for a challenge, and pays when it is passed',
  async (card) => {
    await using world = await createWorld()
    const waiting = await pay(world, card)
    expect(waiting).toMatchObject({
      status: 'requires_action',
      next_action: { type: 'use_stripe_sdk', use_stripe_sdk: { type: 'three_d_secure_redirect' } },
      latest_charge: null,
    })

    world.sandbox.completeThreeDSecure(waiting.id, 'authenticated')

    const paid = await world.stripe.paymentIntents.retrieve(waiting.id, { expand: ['latest_charge'] })
    expect(paid).toMatchObject({ status: 'succeeded', next_action: null })
    expect(paid.latest_charge).toMatchObject({
      payment_method_details: { card: { three_d_secure: { result: 'authenticated' } } },
    })
  },
)

test('a failed challenge takes no money and lets the shopper try another card', async () => {
  await using world = await createWorld()
  const waiting = await pay(world, '4000002760003184')

  world.sandbox.completeThreeDSecure(waiting.id, 'failed')

  expect(await world.stripe.paymentIntents.retrieve(waiting.id)).toMatchObject({
    status: 'requires_payment_method',
    last_payment_error: { code: 'payment_intent_authentication_failure' },
    payment_method: null,
  })
  const confirmation_token = world.token('4242424242424242')
  const retried = await world.stripe.paymentIntents.confirm(waiting.id, { confirmation_token })
  expect(retried.status).toBe('succeeded')
})

test('the bank may decline after the challenge was passed', async () => {
  await using world = await createWorld()
  const waiting = await pay(world, '4000008260003178')

  world.sandbox.completeThreeDSecure(waiting.id, 'authenticated')

  expect(await world.stripe.paymentIntents.retrieve(waiting.id)).toMatchObject({
    status: 'requires_payment_method',
    last_payment_error: { decline_code: 'insufficient_funds' },
  })
})

test('a challenge that is answered twice, or after a cancel, changes nothing more', async () => {
  await using world = await createWorld()
  const waiting = await pay(world, '4000002760003184')
  await world.stripe.paymentIntents.cancel(waiting.id)

  expect(() => world.sandbox.completeThreeDSecure('pi_unknown', 'authenticated')).toThrow('waits for no')
  world.sandbox.completeThreeDSecure(waiting.id, 'authenticated')

  expect(() => world.sandbox.completeThreeDSecure(waiting.id, 'failed')).toThrow('waits for no')
  expect(await world.stripe.paymentIntents.retrieve(waiting.id)).toMatchObject({ status: 'canceled' })
})

test('a server without Stripe.js is sent to an address and back', async () => {
  await using world = await createWorld()
  const waiting = await world.stripe.paymentIntents.create({
    amount: 5_00,
    currency: 'usd',
    confirm: true,
    payment_method: 'pm_card_authenticationRequired',
    return_url: 'https://shop.example/back?cart=1',
  })

  expect(waiting.next_action).toMatchObject({
    type: 'redirect_to_url',
    redirect_to_url: {
      return_url: 'https://shop.example/back?cart=1',
      url: expect.stringContaining(`${world.sandbox.url}/three-d-secure/`),
    },
  })
})

test('off session, a card that wants the shopper is declined instead', async () => {
  await using world = await createWorld()
  const { stripe } = world
  const customer = await stripe.customers.create()
  const method = await stripe.paymentMethods.attach('pm_card_authenticationRequired', { customer: customer.id })

  const charged = stripe.paymentIntents.create({
    amount: 5_00,
    currency: 'usd',
    confirm: true,
    off_session: true,
    customer: customer.id,
    payment_method: method.id,
  })

  await expect(charged).rejects.toMatchObject({
    code: 'authentication_required',
    payment_intent: { status: 'requires_payment_method' },
  })
})

test('a card saved with a challenge is not challenged again', async () => {
  await using world = await createWorld()
  const { stripe } = world
  const customer = await stripe.customers.create()
  const first = await stripe.paymentIntents.create({
    amount: 5_00,
    currency: 'usd',
    confirm: true,
    customer: customer.id,
    setup_future_usage: 'off_session',
    confirmation_token: world.token('4000002500003155'),
  })
  world.sandbox.completeThreeDSecure(first.id, 'authenticated')
  const [method] = (await stripe.customers.listPaymentMethods(customer.id)).data

  const second = await stripe.paymentIntents.create({
    amount: 6_00,
    currency: 'usd',
    confirm: true,
    off_session: true,
    customer: customer.id,
    payment_method: method?.id ?? '',
  })

  expect(second.status).toBe('succeeded')
})

test('a card that need not be challenged is, when the payment asks for it', async () => {
  await using world = await createWorld()
  const intent = await world.stripe.paymentIntents.create({
    amount: 5_00,
    currency: 'usd',
    confirm: true,
    confirmation_token: world.token('4242424242424242'),
    payment_method_options: { card: { request_three_d_secure: 'any' } },
  })

  expect(intent.status).toBe('requires_action')
})
