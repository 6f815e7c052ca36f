import type Stripe from 'stripe'
import { expect, test } from 'vitest'
import { createWorld, type World } from '../support/create-world.ts'
import { idOf } from '../support/id-of.ts'
import { receiveWebhooks, webhookSecret } from '../support/receive-webhooks.ts'

const day = 24 * 3600
const accepted: Stripe.PaymentIntentCreateParams.MandateData = {
  customer_acceptance: { type: 'online', online: { ip_address: '203.0.113.7', user_agent: 'Firefox' } },
}

test('a bank debit fails four days later, and the payment can be tried again with a card', async () => {
  await using receiver = await receiveWebhooks()
  await using world = await createWorld({ webhook: { url: receiver.url, secret: webhookSecret } })
  const { stripe, sandbox } = world
  const sent = await debit(world, { payment_method: 'pm_usBankAccount_insufficientFunds' })

  await sandbox.clock.advance(3 * day)
  const waiting = await stripe.paymentIntents.retrieve(sent.id, { expand: ['latest_charge'] })
  await sandbox.clock.advance(day)
  const failed = await stripe.paymentIntents.retrieve(sent.id, { expand: ['latest_charge'] })

  expect(sent).toMatchObject({ status: 'processing', amount_received: 0, next_action: null })
  expect(waiting).toMatchObject({ status: 'processing', latest_charge: { status: 'pending', paid: false } })
  expect(failed).toMatchObject({
    status: 'requires_payment_method',
    amount_received: 0,
    last_payment_error: { code: 'insufficient_funds', charge: idOf(sent.latest_charge) },
    latest_charge: { status: 'failed', failure_code: 'insufficient_funds', balance_transaction: null },
  })
  await stripe.paymentIntents.confirm(sent.id, { confirmation_token: world.token('4242424242424242') })
  await sandbox.webhooks.idle()
  expect(receiver.events.map(({ type }) => type)).toEqual([
    'payment_intent.created',
    'charge.pending',
    'payment_intent.processing',
    'charge.failed',
    'payment_intent.payment_failed',
    'charge.succeeded',
    'payment_intent.succeeded',
    'charge.updated',
  ])
})

test('a bank debit that the bank accepts is paid after four days, for a fee of 0.8 %', async () => {
  await using world = await createWorld()
  const { stripe, sandbox } = world
  const sent = await debit(world, { payment_method: 'pm_usBankAccount_success' })
  await expect(stripe.refunds.create({ payment_intent: sent.id })).rejects.toThrow('does not have a successful charge')

  await sandbox.clock.advance(4 * day)

  const paid = await stripe.paymentIntents.retrieve(sent.id, {
    expand: ['latest_charge.balance_transaction', 'latest_charge.payment_method_details.us_bank_account.mandate'],
  })
  expect(paid).toMatchObject({
    status: 'succeeded',
    amount_received: 120_00,
    latest_charge: {
      status: 'succeeded',
      paid: true,
      payment_method_details: { us_bank_account: { last4: '6789' } },
      balance_transaction: { type: 'payment', amount: 120_00, fee: 96, net: 119_04 },
    },
  })
})

test.for([
  ['000111111113', 'account_closed'],
  ['000111111116', 'no_account'],
  ['000333333335', 'debit_not_authorized'],
  ['000777777771', 'charge_exceeds_source_limit'],
] as const)('account %s is verified, debited and fails with %s', async ([account_number, failure]) => {
  await using world = await createWorld()
  const { stripe, sandbox } = world
  const { id } = await typeAccount(world, account_number)
  const verified = await stripe.paymentIntents.verifyMicrodeposits(id, { amounts: [32, 45] })

  await sandbox.clock.advance(4 * day)

  expect(verified.status).toBe('processing')
  const failed = await stripe.paymentIntents.retrieve(id, { expand: ['latest_charge'] })
  expect(failed).toMatchObject({ status: 'requires_payment_method', latest_charge: { failure_code: failure } })
})

test('micro-deposits are verified after two wrong tries', async () => {
  await using world = await createWorld()
  const { stripe } = world
  const waiting = await typeAccount(world, '000123456789')
  const verify = (params: Stripe.PaymentIntentVerifyMicrodepositsParams) =>
    stripe.paymentIntents.verifyMicrodeposits(waiting.id, params)

  expect(waiting).toMatchObject({
    status: 'requires_action',
    next_action: {
      type: 'verify_with_microdeposits',
      verify_with_microdeposits: { microdeposit_type: 'descriptor_code' },
    },
  })
  await expect(verify({ amounts: [1, 2] })).rejects.toMatchObject({
    code: 'payment_method_microdeposit_verification_amounts_mismatch',
    message: expect.stringContaining('9 verification attempts remaining'),
  })
  await expect(verify({ descriptor_code: 'SM22BB' })).rejects.toMatchObject({
    code: 'payment_method_microdeposit_verification_descriptor_code_mismatch',
    message: expect.stringContaining('8 verification attempts remaining'),
  })
  await expect(verify({ amounts: [32] })).rejects.toMatchObject({
    code: 'payment_method_microdeposit_verification_amounts_invalid',
  })
  await expect(verify({ descriptor_code: 'SM11AA' })).resolves.toMatchObject({ status: 'processing' })
  await expect(verify({ descriptor_code: 'SM11AA' })).rejects.toMatchObject({ code: 'payment_intent_unexpected_state' })
})

test.for([
  [{ amounts: [10, 11] }, 'payment_method_microdeposit_verification_attempts_exceeded'],
  [{ descriptor_code: 'SM44DD' }, 'payment_method_microdeposit_verification_timeout'],
] as const)('micro-deposits answered with %j end with %s', async ([said, code]) => {
  await using world = await createWorld()
  const { id } = await typeAccount(world, '000123456789')

  const ended = await world.stripe.paymentIntents.verifyMicrodeposits(id, structuredClone(said) as never)

  expect(ended).toMatchObject({ status: 'requires_payment_method', last_payment_error: { code } })
})

test.for([
  ['000123456789', 10 * day, 'payment_method_microdeposit_verification_timeout'],
  ['000666666661', day, 'payment_method_microdeposit_failed'],
] as const)('micro-deposits to %s that nobody names end after %d seconds with %s', async ([account, seconds, code]) => {
  await using world = await createWorld()
  const { id } = await typeAccount(world, account)

  await world.sandbox.clock.advance(seconds)

  const ended = await world.stripe.paymentIntents.retrieve(id)
  expect(ended).toMatchObject({ status: 'requires_payment_method', last_payment_error: { code } })
})

test('a debit that stays in processing can be canceled', async () => {
  await using world = await createWorld()
  const { stripe, sandbox } = world
  const { id } = await debit(world, { payment_method: 'pm_usBankAccount_processing' })
  await sandbox.clock.advance(30 * day)

  const canceled = await stripe.paymentIntents.cancel(id, { cancellation_reason: 'requested_by_customer' })

  expect(canceled).toMatchObject({ status: 'canceled', cancellation_reason: 'requested_by_customer' })
  await sandbox.clock.advance(30 * day)
  expect((await stripe.paymentIntents.retrieve(id)).status).toBe('canceled')
})

test('a bank debit needs a mandate, its currency and automatic capture', async () => {
  await using world = await createWorld()
  const payment_method = 'pm_usBankAccount_success'
  const more = { payment_method, mandate_data: accepted }

  await expect(debit(world, { payment_method, mandate_data: undefined })).rejects.toThrow('requires a mandate')
  await expect(debit(world, { ...more, currency: 'eur' })).rejects.toMatchObject({
    code: 'payment_method_currency_mismatch',
  })
  await expect(debit(world, { ...more, capture_method: 'manual' })).rejects.toThrow('manual capture')
})

test('a bank debit that its holder disputes is paid and taken back', async () => {
  await using world = await createWorld()
  const { stripe, sandbox } = world
  const { id } = await debit(world, { payment_method: 'pm_usBankAccount_dispute' })

  await sandbox.clock.advance(4 * day)

  const paid = await stripe.paymentIntents.retrieve(id, { expand: ['latest_charge'] })
  expect(paid).toMatchObject({ status: 'succeeded', latest_charge: { disputed: true } })
  expect((await stripe.disputes.list({ payment_intent: id })).data).toMatchObject([{ amount: 120_00 }])
})

test('a payment takes only the types that it names', async () => {
  await using world = await createWorld()
  const payment_method = 'pm_usBankAccount_success'

  await expect(debit(world, { payment_method, allowed_payment_method_types: ['card'] })).rejects.toMatchObject({
    code: 'payment_intent_incompatible_payment_method',
  })
  await expect(
    debit(world, { payment_method, excluded_payment_method_types: ['us_bank_account'] }),
  ).rejects.toMatchObject({ param: 'payment_method' })
  await expect(
    debit(world, { payment_method, allowed_payment_method_types: ['card', 'us_bank_account'] }),
  ).resolves.toMatchObject({ status: 'processing', payment_method_types: ['card', 'us_bank_account'] })
})

test('an account that Radar blocks is refused at once', async () => {
  await using world = await createWorld()

  const paying = debit(world, { payment_method: 'pm_usBankAccount_riskLevelHighest' })

  await expect(paying).rejects.toMatchObject({
    statusCode: 402,
    payment_intent: { status: 'requires_payment_method' },
  })
  expect(world.sandbox.objects('charge')).toMatchObject([{ status: 'failed', outcome: { type: 'blocked' } }])
})

test('a page takes a bank account with its mandate, and verifies it', async () => {
  await using world = await createWorld()
  const { sandbox, stripe } = world
  const { id, client_secret } = await stripe.paymentIntents.create({ amount: 9_00, currency: 'usd' })
  const post = (path: string, form: Record<string, string>) =>
    fetch(`${sandbox.url}/v1/${path}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${sandbox.publishableKey}` },
      body: new URLSearchParams(form),
    }).then((response): Promise<unknown> => response.json())

  const token = await post('confirmation_tokens', {
    'payment_method_data[type]': 'us_bank_account',
    'payment_method_data[billing_details][name]': 'Jenny Rosen',
    'payment_method_data[us_bank_account][account_holder_type]': 'individual',
    'payment_method_data[us_bank_account][account_number]': '000123456789',
    'payment_method_data[us_bank_account][routing_number]': '110000000',
  })
  const confirmed = await stripe.paymentIntents.confirm(id, {
    confirmation_token: world.sandbox.objects('confirmation_token')[0]?.id ?? '',
    return_url: 'https://shop.example',
  })
  const verified = await post(`payment_intents/${id}/verify_microdeposits`, {
    client_secret: client_secret ?? '',
    descriptor_code: 'SM11AA',
  })

  expect(token).toMatchObject({
    mandate_data: { customer_acceptance: { type: 'online' } },
    payment_method_preview: { type: 'us_bank_account', us_bank_account: { last4: '6789' } },
  })
  expect(confirmed.next_action?.type).toBe('verify_with_microdeposits')
  expect(verified).toMatchObject({ id, status: 'processing' })
  expect(JSON.stringify([token, confirmed, verified, sandbox.objects('payment_method')])).not.toContain('000123456789')
})

test('Link pays like the card behind it, and charges name it', async () => {
  await using world = await createWorld()

  const paid = await world.stripe.paymentIntents.create({
    amount: 8_00,
    currency: 'usd',
    confirm: true,
    return_url: 'https://shop.example',
    payment_method_data: { type: 'link', billing_details: { email: 'jenny@example.com' } },
    expand: ['payment_method', 'latest_charge'],
  })

  expect(paid).toMatchObject({
    status: 'succeeded',
    payment_method: { type: 'link', link: { email: 'jenny@example.com' } },
    latest_charge: { payment_method_details: { type: 'link', link: { country: 'US' } } },
  })
})

test('an account that is not one of the test accounts is refused', async () => {
  await using world = await createWorld()
  const create = (account: object, billing_details = { name: 'Jenny' }) =>
    world.stripe.paymentMethods.create({
      type: 'us_bank_account',
      billing_details,
      us_bank_account: {
        account_holder_type: 'individual',
        account_number: '000123456789',
        routing_number: '110000000',
        ...account,
      },
    })

  await expect(create({ account_number: '123' })).rejects.toMatchObject({ code: 'account_number_invalid' })
  await expect(create({ routing_number: '123' })).rejects.toMatchObject({ code: 'routing_number_invalid' })
  await expect(create({}, {} as never)).rejects.toMatchObject({ param: 'billing_details[name]' })
  await expect(create({})).resolves.toMatchObject({ us_bank_account: { bank_name: 'STRIPE TEST BANK', last4: '6789' } })
})

test('a SEPA debit is paid after five days under a mandate for one payment', async () => {
  await using world = await createWorld()
  const { stripe, sandbox } = world
  const sent = await typeIban(world, 'DE89 3704 0044 0532 0130 00')
  await sandbox.clock.advance(5 * day)

  const paid = await stripe.paymentIntents.retrieve(sent.id, { expand: ['latest_charge.balance_transaction'] })

  expect(sent.status).toBe('processing')
  expect(paid).toMatchObject({
    status: 'succeeded',
    latest_charge: {
      payment_method_details: { type: 'sepa_debit', sepa_debit: { country: 'DE', last4: '3000' } },
      balance_transaction: { fee: 35 },
    },
  })
  const charge = await stripe.charges.retrieve(idOf(paid.latest_charge))
  const mandate = await stripe.mandates.retrieve(charge.payment_method_details?.sepa_debit?.mandate ?? '')
  expect(mandate).toMatchObject({
    status: 'active',
    type: 'single_use',
    single_use: { amount: 120_00, currency: 'eur' },
  })
})

test.for([
  ['FR7920041010050500013M02600', 3 * 60, 'generic_could_not_process'],
  ['AT861904300235473202', 5 * day, 'generic_could_not_process'],
  ['IE10AIBK93115202222227', 5 * day, 'insufficient_funds'],
] as const)('IBAN %s fails after %d seconds with %s', async ([iban, seconds, failure]) => {
  await using world = await createWorld()
  const { id } = await typeIban(world, iban)

  await world.sandbox.clock.advance(seconds - 30)
  const before = await world.stripe.paymentIntents.retrieve(id)
  await world.sandbox.clock.advance(30)
  const after = await world.stripe.paymentIntents.retrieve(id, { expand: ['latest_charge'] })

  expect(before.status).toBe('processing')
  expect(after).toMatchObject({ status: 'requires_payment_method', latest_charge: { failure_code: failure } })
})

test('an IBAN that cannot be debited is refused when it is typed', async () => {
  await using world = await createWorld()

  await expect(typeIban(world, 'DE18370400440000066666')).rejects.toMatchObject({ code: 'sepa_unsupported_account' })
  await expect(typeIban(world, 'DE00')).rejects.toMatchObject({ param: 'sepa_debit[iban]' })
})

function debit({ stripe }: World, params: object) {
  return stripe.paymentIntents.create({
    amount: 120_00,
    currency: 'usd',
    confirm: true,
    mandate_data: accepted,
    return_url: 'https://shop.example',
    ...params,
  })
}

const typeAccount = (world: World, account_number: string) =>
  debit(world, {
    payment_method_data: {
      type: 'us_bank_account',
      billing_details: { name: 'Jenny Rosen' },
      us_bank_account: { account_holder_type: 'individual', account_number, routing_number: '110000000' },
    },
  })

const typeIban = (world: World, iban: string) =>
  debit(world, {
    currency: 'eur',
    payment_method_data: {
      type: 'sepa_debit',
      billing_details: { name: 'Jenny Rosen', email: 'jenny@example.com' },
      sepa_debit: { iban },
    },
  })
