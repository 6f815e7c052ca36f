import { expect, test } from 'vitest'
import { createWorld } from './support/create-world.ts'
import { idOf } from './support/id-of.ts'

test('a confirmation token pays at once, with fee, charge and receipt data', async () => {
  await using world = await createWorld()

  const intent = await world.stripe.paymentIntents.create({
    amount: 20_00,
    currency: 'usd',
    confirm: true,
    confirmation_token: world.token('4242424242424242'),
    metadata: { order: '7' },
    expand: ['latest_charge.balance_transaction'],
  })

  expect(intent).toMatchObject({
    status: 'succeeded',
    amount_received: 20_00,
    next_action: null,
    metadata: { order: '7' },
    latest_charge: {
      captured: true,
      outcome: { type: 'authorized', network_status: 'approved_by_network', risk_level: 'normal' },
      payment_method_details: { card: { brand: 'visa', last4: '4242', checks: { cvc_check: 'pass' } } },
      balance_transaction: { amount: 20_00, fee: 88, net: 19_12, status: 'pending' },
    },
  })
})

test('a confirmation token is refused the second time', async () => {
  await using world = await createWorld()
  const token = world.token('4242424242424242')
  const pay = () =>
    world.stripe.paymentIntents.create({ amount: 500, currency: 'usd', confirm: true, confirmation_token: token })
  await pay()

  await expect(pay()).rejects.toMatchObject({ statusCode: 400, param: 'confirmation_token' })

  expect(world.sandbox.objects('payment_intent')).toHaveLength(1)
})

test('a confirmation token expires after twelve hours', async () => {
  await using world = await createWorld()
  const token = world.token('4242424242424242')
  await world.sandbox.clock.advance(12 * 3600)

  const paying = world.stripe.paymentIntents.create({
    amount: 500,
    currency: 'usd',
    confirm: true,
    confirmation_token: token,
  })

  await expect(paying).rejects.toMatchObject({ param: 'confirmation_token' })
})

test.for([
  ['4000000000000002', 'card_declined', 'generic_decline'],
  ['4000000000009995', 'card_declined', 'insufficient_funds'],
  ['4000000000009987', 'card_declined', 'lost_card'],
  ['4000000000009979', 'card_declined', 'stolen_card'],
  ['4000000000000069', 'expired_card', 'expired_card'],
  ['4000000000000127', 'incorrect_cvc', 'incorrect_cvc'],
  ['4000000000000119', 'processing_error', 'processing_error'],
  ['4000000000006975', 'card_declined', 'card_velocity_exceeded'],
  ['4100000000000019', 'card_declined', 'fraudulent'],
])('card %s is declined with %s and %s, and the payment can be tried again', async ([card, code, declineCode]) => {
  await using world = await createWorld()
  const { stripe } = world
  const { id } = await stripe.paymentIntents.create({ amount: 900, currency: 'eur' })

  const declined = stripe.paymentIntents.confirm(id, { confirmation_token: world.token(card ?? '') })
  await expect(declined).rejects.toMatchObject({
    type: 'StripeCardError',
    statusCode: 402,
    code,
    decline_code: declineCode,
    payment_intent: { id, status: 'requires_payment_method', last_payment_error: { code } },
  })

  const charges = await stripe.charges.list({ payment_intent: id })
  expect(charges.data).toMatchObject([{ status: 'failed', paid: false, failure_code: code }])
  const retried = await stripe.paymentIntents.confirm(id, { confirmation_token: world.token('5555555555554444') })
  expect(retried).toMatchObject({ status: 'succeeded', last_payment_error: null })
})

test('manual capture holds the amount, takes a part and releases the rest', async () => {
  await using world = await createWorld()
  const { stripe } = world
  const held = await stripe.paymentIntents.create({
    amount: 100_00,
    currency: 'usd',
    capture_method: 'manual',
    confirm: true,
    confirmation_token: world.token('4242424242424242'),
  })
  expect(held).toMatchObject({ status: 'requires_capture', amount_capturable: 100_00, amount_received: 0 })

  await expect(stripe.paymentIntents.capture(held.id, { amount_to_capture: 100_01 })).rejects.toMatchObject({
    param: 'amount_to_capture',
  })
  const captured = await stripe.paymentIntents.capture(held.id, {
    amount_to_capture: 75_00,
    expand: ['latest_charge.balance_transaction'],
  })

  expect(captured).toMatchObject({
    status: 'succeeded',
    amount_received: 75_00,
    latest_charge: { amount_captured: 75_00, amount_refunded: 25_00, balance_transaction: { amount: 75_00 } },
  })
})

test('cancel releases what was held, and a payment that succeeded cannot be cancelled', async () => {
  await using world = await createWorld()
  const { stripe } = world
  const pay = (method: 'automatic' | 'manual') =>
    stripe.paymentIntents.create({
      amount: 700,
      currency: 'usd',
      capture_method: method,
      confirm: true,
      confirmation_token: world.token('4242424242424242'),
    })
  const held = await pay('manual')
  const paid = await pay('automatic')

  const canceled = await stripe.paymentIntents.cancel(held.id, { cancellation_reason: 'abandoned' })

  expect(canceled).toMatchObject({ status: 'canceled', cancellation_reason: 'abandoned', amount_capturable: 0 })
  expect(await stripe.charges.retrieve(idOf(held.latest_charge))).toMatchObject({ refunded: true })
  await expect(stripe.paymentIntents.cancel(paid.id)).rejects.toMatchObject({ code: 'payment_intent_unexpected_state' })
  await expect(stripe.paymentIntents.confirm(paid.id)).rejects.toMatchObject({
    code: 'payment_intent_unexpected_state',
    payment_intent: { status: 'succeeded' },
  })
})

test('the amount may change until the payment is made, its metadata for ever', async () => {
  await using world = await createWorld()
  const { stripe } = world
  const { id } = await stripe.paymentIntents.create({ amount: 700, currency: 'usd', metadata: { a: '1', b: '2' } })
  const changed = await stripe.paymentIntents.update(id, { amount: 800, metadata: { a: '', c: '3' } })
  expect(changed).toMatchObject({ amount: 800, metadata: { b: '2', c: '3' } })
  await stripe.paymentIntents.confirm(id, { confirmation_token: world.token('4242424242424242') })

  await expect(stripe.paymentIntents.update(id, { amount: 900 })).rejects.toMatchObject({
    code: 'payment_intent_unexpected_state',
  })
  const noted = await stripe.paymentIntents.update(id, { metadata: { d: '4' } })

  expect(noted).toMatchObject({ amount: 800, metadata: { b: '2', c: '3', d: '4' } })
})

test.for([
  ['usd', 49, 'amount_too_small'],
  ['jpy', 49, 'amount_too_small'],
  ['gbp', 29, 'amount_too_small'],
  ['usd', 100_000_000, 'amount_too_large'],
  ['kwd', 1001, 'parameter_invalid_integer'],
  ['usd', 0, 'parameter_invalid_integer'],
] as const)('%s %d is refused with %s', async ([currency, amount, code]) => {
  await using world = await createWorld()

  await expect(world.stripe.paymentIntents.create({ amount, currency })).rejects.toMatchObject({
    code,
    param: 'amount',
  })
})

test.for([
  ['jpy', 1500, 74],
  ['kwd', 10_000, 590],
  ['eur', 10_00, 59],
] as const)('the fee of %s %d is %d minor units', async ([currency, amount, fee]) => {
  await using world = await createWorld()
  const intent = await world.stripe.paymentIntents.create({
    amount,
    currency,
    confirm: true,
    confirmation_token: world.token('4242424242424242'),
    expand: ['latest_charge.balance_transaction'],
  })

  expect(intent.latest_charge).toMatchObject({ balance_transaction: { amount, fee, net: amount - fee } })
})

test('a server that confirms without a way back is told so', async () => {
  await using world = await createWorld()

  const paying = world.stripe.paymentIntents.create({
    amount: 500,
    currency: 'usd',
    confirm: true,
    payment_method: 'pm_card_visa',
  })

  await expect(paying).rejects.toMatchObject({ param: 'return_url', code: 'parameter_missing' })
})

test('the balance is the sum of the balance transactions, and becomes available after two days', async () => {
  await using world = await createWorld()
  const { stripe, sandbox } = world
  const confirmation_token = world.token('4242424242424242')
  const intent = await stripe.paymentIntents.create({
    amount: 50_00,
    currency: 'usd',
    confirm: true,
    confirmation_token,
  })
  await stripe.refunds.create({ payment_intent: intent.id, amount: 20_00, reason: 'requested_by_customer' })
  const before = await stripe.balance.retrieve()

  await sandbox.clock.advance(2 * 24 * 3600)

  const transactions = await stripe.balanceTransactions.list({ limit: 100 })
  const net = transactions.data.reduce((sum, { net }) => sum + net, 0)
  const after = await stripe.balance.retrieve()
  expect(transactions.data.map(({ type, status }) => [type, status])).toEqual([
    ['refund', 'available'],
    ['charge', 'available'],
  ])
  expect(before.pending).toMatchObject([{ amount: net, currency: 'usd' }])
  expect(after.available).toMatchObject([{ amount: net, currency: 'usd' }])
  expect(await stripe.balanceTransactions.retrieve(transactions.data[0]?.id ?? '')).toMatchObject({ net: -20_00 })
})

test('refunds stop at what is left', async () => {
  await using world = await createWorld()
  const { stripe } = world
  const confirmation_token = world.token('4242424242424242')
  const intent = await stripe.paymentIntents.create({
    amount: 10_00,
    currency: 'usd',
    confirm: true,
    confirmation_token,
  })
  const refund = await stripe.refunds.create({ payment_intent: intent.id, amount: 6_00, metadata: { ours: 're_1' } })

  await expect(stripe.refunds.create({ payment_intent: intent.id, amount: 4_01 })).rejects.toMatchObject({
    param: 'amount',
  })
  await stripe.refunds.create({ charge: idOf(intent.latest_charge) })
  await expect(stripe.refunds.create({ payment_intent: intent.id })).rejects.toMatchObject({
    code: 'charge_already_refunded',
  })

  const charge = await stripe.charges.retrieve(idOf(intent.latest_charge), { expand: ['refunds'] })
  expect(charge).toMatchObject({
    amount_refunded: 10_00,
    refunded: true,
    refunds: { data: [{ amount: 4_00 }, { amount: 6_00 }] },
  })
  expect(await stripe.refunds.retrieve(refund.id)).toMatchObject({ status: 'succeeded', metadata: { ours: 're_1' } })
  expect(await stripe.refunds.update(refund.id, { metadata: { note: 'x' } })).toMatchObject({
    metadata: { ours: 're_1', note: 'x' },
  })
  expect((await stripe.refunds.list({ payment_intent: intent.id })).data).toHaveLength(2)
})
