import { expect, test } from 'vitest'
import { createWorld, type World } from '../support/create-world.ts'
import { idOf } from '../support/id-of.ts'

const return_url = 'https://shop.example/back'

test('a card is saved without a payment, and its customer has it', async () => {
  await using world = await createWorld()
  const { stripe } = world
  const { id: customer } = await stripe.customers.create()
  const intent = await stripe.setupIntents.create({ customer, metadata: { plan: 'gold' } })

  const done = await stripe.setupIntents.confirm(intent.id, { payment_method: 'pm_card_visa', return_url })

  expect(intent).toMatchObject({ status: 'requires_payment_method', usage: 'off_session', metadata: { plan: 'gold' } })
  expect(done).toMatchObject({ status: 'succeeded', customer, last_setup_error: null })
  expect((await stripe.paymentMethods.list({ customer })).data).toMatchObject([{ id: done.payment_method }])
  expect((await stripe.setupAttempts.list({ setup_intent: intent.id })).data).toMatchObject([
    { status: 'succeeded', payment_method_details: { card: { last4: '4242', three_d_secure: null } } },
  ])
  const events = await stripe.events.list({ limit: 3 })
  expect(events.data.map(({ type }) => type)).toEqual([
    'setup_intent.succeeded',
    'payment_method.attached',
    'setup_intent.created',
  ])
})

test('a card that the bank asks about is saved after the challenge, and after a failed one it is not', async () => {
  await using world = await createWorld()
  const { stripe, sandbox } = world
  const { id: customer } = await stripe.customers.create()
  const { id } = await stripe.setupIntents.create({ customer })
  const confirm = () => stripe.setupIntents.confirm(id, { confirmation_token: world.token('4000002500003155') })

  const waiting = await confirm()
  sandbox.completeThreeDSecure(id, 'failed')
  const failed = await stripe.setupIntents.retrieve(id)
  await confirm()
  sandbox.completeThreeDSecure(id, 'authenticated')
  const done = await stripe.setupIntents.retrieve(id, { expand: ['latest_attempt', 'payment_method'] })

  expect(waiting).toMatchObject({ status: 'requires_action', next_action: { type: 'use_stripe_sdk' } })
  expect(failed).toMatchObject({
    status: 'requires_payment_method',
    last_setup_error: { code: 'setup_intent_authentication_failure' },
  })
  expect(done).toMatchObject({
    status: 'succeeded',
    latest_attempt: { payment_method_details: { card: { three_d_secure: { result: 'authenticated' } } } },
    payment_method: { customer },
  })
  const attempts = await stripe.setupAttempts.list({ setup_intent: id })
  expect(attempts.data.map(({ status }) => status)).toEqual(['succeeded', 'failed'])
})

test('the bank sends the holder of a card back to the shop, which hears of the setup', async () => {
  await using world = await createWorld()
  const { stripe } = world
  const intent = await stripe.setupIntents.create({
    confirm: true,
    payment_method: 'pm_card_authenticationRequired',
    return_url,
  })
  const page = intent.next_action?.redirect_to_url?.url ?? ''

  const shown = await fetch(page)
  const left = await fetch(page, {
    method: 'POST',
    redirect: 'manual',
    body: new URLSearchParams({ outcome: 'authenticated' }),
  })

  expect(shown.status).toBe(200)
  const back = new URL(left.headers.get('location') ?? '')
  expect(`${back.origin}${back.pathname}`).toBe(return_url)
  expect(Object.fromEntries(back.searchParams)).toMatchObject({
    setup_intent: intent.id,
    setup_intent_client_secret: intent.client_secret,
    redirect_status: 'succeeded',
  })
})

test('a card that the bank refuses is not saved', async () => {
  await using world = await createWorld()
  const { stripe } = world
  const { id } = await stripe.setupIntents.create()

  const saving = stripe.setupIntents.confirm(id, { payment_method: 'pm_card_chargeDeclinedExpiredCard', return_url })

  await expect(saving).rejects.toMatchObject({ code: 'expired_card', setup_intent: { id } })
  expect(await stripe.setupIntents.retrieve(id)).toMatchObject({
    status: 'requires_payment_method',
    payment_method: null,
    last_setup_error: { code: 'expired_card' },
  })
})

test('a bank account is saved after two wrong tries, and debited later under the same mandate', async () => {
  await using world = await createWorld()
  const { stripe, sandbox } = world
  const { id: customer } = await stripe.customers.create()
  const waiting = await saveAccount(world, customer)
  const verify = (amounts: number[]) => stripe.setupIntents.verifyMicrodeposits(waiting.id, { amounts })
  const pending = await stripe.mandates.retrieve(idOf(waiting.mandate))

  await expect(verify([1, 1])).rejects.toMatchObject({
    code: 'payment_method_microdeposit_verification_amounts_mismatch',
  })
  await expect(verify([2, 2])).rejects.toThrow('8 verification attempts')
  const done = await verify([45, 32])

  expect(pending).toMatchObject({ status: 'pending', type: 'multi_use' })
  expect(done).toMatchObject({ status: 'succeeded', next_action: null })
  expect(await stripe.mandates.retrieve(idOf(waiting.mandate))).toMatchObject({ status: 'active' })
  const debit = await stripe.paymentIntents.create({
    amount: 40_00,
    currency: 'usd',
    customer,
    payment_method: idOf(done.payment_method),
    off_session: true,
    confirm: true,
  })
  await sandbox.clock.advance(4 * 24 * 3600)
  const paid = await stripe.paymentIntents.retrieve(debit.id, { expand: ['latest_charge'] })
  expect(paid).toMatchObject({
    status: 'succeeded',
    latest_charge: { payment_method_details: { us_bank_account: { mandate: waiting.mandate } } },
  })
})

test('micro-deposits of a setup that nobody names in ten days end it', async () => {
  await using world = await createWorld()
  const { id: customer } = await world.stripe.customers.create()
  const { id } = await saveAccount(world, customer)

  await world.sandbox.clock.advance(10 * 24 * 3600)

  expect(await world.stripe.setupIntents.retrieve(id)).toMatchObject({
    status: 'requires_payment_method',
    last_setup_error: { code: 'payment_method_microdeposit_verification_timeout' },
  })
})

test('a SEPA account is saved under a mandate at once', async () => {
  await using world = await createWorld()
  const { stripe } = world
  const { id: customer } = await stripe.customers.create()

  const done = await stripe.setupIntents.create({
    customer,
    confirm: true,
    return_url,
    payment_method_data: {
      type: 'sepa_debit',
      billing_details: { name: 'Jenny', email: 'jenny@example.com' },
      sepa_debit: { iban: 'FR1420041010050500013M02606' },
    },
    mandate_data: { customer_acceptance: { type: 'offline', offline: {} } },
    expand: ['mandate'],
  })

  expect(done).toMatchObject({
    status: 'succeeded',
    mandate: { status: 'active', payment_method_details: { type: 'sepa_debit' } },
  })
  expect((await stripe.customers.listPaymentMethods(customer)).data).toMatchObject([{ type: 'sepa_debit' }])
})

test('a setup is changed, listed and canceled, and then it is over', async () => {
  await using world = await createWorld()
  const { stripe } = world
  const { id: customer } = await stripe.customers.create()
  const intent = await stripe.setupIntents.create({ usage: 'on_session' })

  const changed = await stripe.setupIntents.update(intent.id, { customer, payment_method: 'pm_card_visa' })
  const listed = await stripe.setupIntents.list({ customer })
  const canceled = await stripe.setupIntents.cancel(intent.id, { cancellation_reason: 'abandoned' })

  expect(changed).toMatchObject({ status: 'requires_confirmation', customer })
  expect(listed.data.map(({ id }) => id)).toEqual([intent.id])
  expect(canceled).toMatchObject({ status: 'canceled', cancellation_reason: 'abandoned' })
  for (const again of [
    stripe.setupIntents.cancel(intent.id),
    stripe.setupIntents.confirm(intent.id),
    stripe.setupIntents.update(intent.id, { payment_method: 'pm_card_visa' }),
  ]) {
    await expect(again).rejects.toMatchObject({ code: 'setup_intent_unexpected_state' })
  }
})

test('a page that knows the client secret sees and confirms a setup, and no more of it than it may', async () => {
  await using world = await createWorld()
  const { sandbox, stripe } = world
  const { id: customer } = await stripe.customers.create()
  const intent = await stripe.setupIntents.create({ customer })
  const ask = (path: string, init: RequestInit = {}) =>
    fetch(`${sandbox.url}/v1/setup_intents/${intent.id}${path}`, {
      ...init,
      headers: { authorization: `Bearer ${sandbox.publishableKey}` },
    }).then((response): Promise<unknown> => response.json())
  const body = new URLSearchParams({
    client_secret: intent.client_secret ?? '',
    confirmation_token: world.token('4242424242424242'),
  })

  const seen = await ask(`?client_secret=${intent.client_secret}`)
  const guessed = await ask('?client_secret=guessed')
  const done = await ask('/confirm', { method: 'POST', body })

  expect(seen).toMatchObject({ id: intent.id, status: 'requires_payment_method' })
  expect(seen).not.toHaveProperty('customer')
  expect(guessed).toMatchObject({ error: { code: 'setup_intent_invalid_parameter' } })
  expect(done).toMatchObject({ status: 'succeeded' })
  const late = await ask('/confirm', { method: 'POST', body })
  expect(late).toMatchObject({ error: { code: 'setup_intent_unexpected_state', setup_intent: { id: intent.id } } })
  expect(JSON.stringify(late)).not.toContain(customer)
})

const saveAccount = ({ stripe }: World, customer: string) =>
  stripe.setupIntents.create({
    customer,
    confirm: true,
    return_url,
    payment_method_data: {
      type: 'us_bank_account',
      billing_details: { name: 'Jenny Rosen' },
      us_bank_account: {
        account_holder_type: 'individual',
        account_number: '000123456789',
        routing_number: '110000000',
      },
    },
    mandate_data: {
      customer_acceptance: { type: 'online', online: { ip_address: '203.0.113.7', user_agent: 'Firefox' } },
    },
  })
