import { expect, test } from 'vitest'
import { createWorld, type World } from '../support/create-world.ts'
import { idOf } from '../support/id-of.ts'

interface Saved {
  customer: string
  method: string
}

test('a saved card that the bank wants confirmed is declined off-session, and pays when its holder is there', async () => {
  await using world = await createWorld()
  const saved = await save(world, '4000002760003184')
  const { id } = await world.stripe.paymentIntents.create({ amount: 50_00, currency: 'eur', customer: saved.customer })
  const confirm = { payment_method: saved.method, return_url: 'https://shop.example' }

  const alone = world.stripe.paymentIntents.confirm(id, { ...confirm, off_session: true })
  await expect(alone).rejects.toMatchObject({
    code: 'authentication_required',
    decline_code: 'authentication_required',
    payment_intent: {
      status: 'requires_payment_method',
      last_payment_error: { payment_method: { id: saved.method } },
    },
  })
  const present = await world.stripe.paymentIntents.confirm(id, confirm)
  world.sandbox.completeThreeDSecure(id, 'authenticated')

  expect(present.status).toBe('requires_action')
  expect(await world.stripe.paymentIntents.retrieve(id)).toMatchObject({ status: 'succeeded', amount_received: 50_00 })
})

test('a card that was set up for off-session use pays alone, and is still asked about when its holder is there', async () => {
  await using world = await createWorld()
  const saved = await save(world, '4000002500003155')

  const alone = await pay(world, saved, { off_session: true })
  const present = await pay(world, saved)

  expect(alone.status).toBe('succeeded')
  expect(present.status).toBe('requires_action')
})

test('a card that was only attached, not set up, is declined off-session', async () => {
  await using world = await createWorld()
  const { id: customer } = await world.stripe.customers.create()
  const method = await world.stripe.paymentMethods.attach('pm_card_authenticationRequiredOnSetup', { customer })

  const paying = pay(world, { customer, method: method.id }, { off_session: true })

  await expect(paying).rejects.toMatchObject({ code: 'authentication_required' })
})

test('a card that the bank knows as set up pays off-session at once', async () => {
  await using world = await createWorld()
  const saved = await save(world, '4000003800000446')

  await expect(pay(world, saved, { off_session: true })).resolves.toMatchObject({ status: 'succeeded' })
  await expect(pay(world, saved)).resolves.toMatchObject({ status: 'requires_action' })
})

test('a card without funds is declined although it was set up', async () => {
  await using world = await createWorld()
  const saved = await save(world, '4000008260003178')

  await expect(pay(world, saved, { off_session: true })).rejects.toMatchObject({ decline_code: 'insufficient_funds' })
})

test('a payment saves its card for later, when it says so', async () => {
  await using world = await createWorld()
  const { stripe } = world
  const { id: customer } = await stripe.customers.create()

  const first = await stripe.paymentIntents.create({
    amount: 20_00,
    currency: 'usd',
    customer,
    confirm: true,
    setup_future_usage: 'off_session',
    confirmation_token: world.token('4242424242424242'),
  })

  const [method] = (await stripe.paymentMethods.list({ customer })).data
  expect(method?.id).toBe(idOf(first.payment_method))
  await expect(pay(world, { customer, method: method?.id ?? '' }, { off_session: true })).resolves.toMatchObject({
    status: 'succeeded',
  })
})

test('what is wanted of cards goes before what is wanted of all methods', async () => {
  await using world = await createWorld()
  const { stripe } = world
  const { id: customer } = await stripe.customers.create()
  const buy = (usage: 'none' | 'off_session') =>
    stripe.paymentIntents.create({
      amount: 20_00,
      currency: 'usd',
      customer,
      confirm: true,
      confirmation_token: world.token('4242424242424242'),
      payment_method_options: { card: { setup_future_usage: usage } },
    })
  const saved = () => stripe.paymentMethods.list({ customer })

  await buy('none')
  const before = await saved()
  await buy('off_session')
  const after = await saved()

  expect(before.data).toEqual([])
  expect(after.data).toHaveLength(1)
})

test.for([
  ['4000008400001280', 'automatic'],
  ['4000000000003097', 'any'],
] as const)('card %s is declined because its challenge fails to start', async ([card, request_three_d_secure]) => {
  await using world = await createWorld()

  const paying = world.stripe.paymentIntents.create({
    amount: 5_00,
    currency: 'usd',
    confirm: true,
    confirmation_token: world.token(card),
    payment_method_options: { card: { request_three_d_secure } },
  })

  await expect(paying).rejects.toMatchObject({ code: 'card_declined' })
})

test('an expired card is declined until the network sends its new date, and the shop hears of that', async () => {
  await using world = await createWorld()
  const { sandbox, stripe } = world
  const saved = await save(world, '4242424242424242')
  sandbox.methods.expireCard(saved.method)

  await expect(pay(world, saved, { off_session: true })).rejects.toMatchObject({ code: 'expired_card' })
  sandbox.methods.renewCard(saved.method, { expMonth: 5, expYear: 2044 })

  await expect(pay(world, saved, { off_session: true })).resolves.toMatchObject({ status: 'succeeded' })
  const [event] = (await stripe.events.list({ type: 'payment_method.automatically_updated' })).data
  expect(event?.data).toMatchObject({
    object: { id: saved.method, card: { exp_month: 5, exp_year: 2044 } },
    previous_attributes: { card: { exp_year: expect.any(Number) } },
  })
})

test('a card runs out by the clock', async () => {
  await using world = await createWorld()
  const saved = await save(world, '4242424242424242')

  await world.sandbox.clock.advance(4 * 366 * 24 * 3600)

  await expect(pay(world, saved, { off_session: true })).rejects.toMatchObject({ code: 'expired_card' })
})

test('cards are expired and renewed over HTTP too', async () => {
  await using world = await createWorld()
  const { method: paymentMethod } = await save(world, '4242424242424242')
  const post = (path: string, body: object) =>
    fetch(`${world.sandbox.url}/_sandbox/payment-methods/${path}`, { method: 'POST', body: JSON.stringify(body) })

  const expired = await post('expire', { paymentMethod })
  const renewed = await post('renew', { paymentMethod, expMonth: 3, expYear: 2041 })
  const refused = await post('renew', { paymentMethod })

  expect([expired.status, renewed.status, refused.status]).toEqual([200, 200, 400])
  expect(await world.stripe.paymentMethods.retrieve(paymentMethod)).toMatchObject({
    card: { exp_month: 3, exp_year: 2041 },
  })
})

test.for([
  ['4000003920000003', 'JP', ['visa']],
  ['4000002500001001', 'FR', ['cartes_bancaires', 'visa']],
  ['5555050360000080', 'AU', ['eftpos_au', 'mastercard']],
] as const)('card %s is of %s and goes by %j', async ([number, country, available]) => {
  await using world = await createWorld()

  const token = await world.stripe.confirmationTokens.retrieve(world.token(number))

  expect(token.payment_method_preview).toMatchObject({ card: { country, networks: { available } } })
})

/** Saves a card by a setup, with the challenge that the bank may want. */
async function save({ stripe, sandbox, token }: World, card: string): Promise<Saved> {
  const { id: customer } = await stripe.customers.create()
  const intent = await stripe.setupIntents.create({ customer, confirm: true, confirmation_token: token(card) })
  if (intent.status === 'requires_action') sandbox.completeThreeDSecure(intent.id, 'authenticated')
  const { payment_method } = await stripe.setupIntents.retrieve(intent.id)
  return { customer, method: idOf(payment_method) }
}

const pay = ({ stripe }: World, { customer, method }: Saved, params: { off_session?: boolean } = {}) =>
  stripe.paymentIntents.create({
    amount: 12_00,
    currency: 'usd',
    customer,
    payment_method: method,
    confirm: true,
    return_url: 'https://shop.example',
    ...params,
  })
