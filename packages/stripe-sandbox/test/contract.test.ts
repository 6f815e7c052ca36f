import { expect, test } from 'vitest'
import { findOperation } from '../src/contract/load-contract.ts'
import { allOperations } from '../src/resources/all-operations.ts'
import { checked } from './support/check-exchange.ts'
import { connectToStripe, createWorld, type World } from './support/create-world.ts'
import { idOf } from './support/id-of.ts'

const offered = allOperations
  .filter(({ method, path }) => findOperation(method, path) !== undefined)
  .map(({ method, path }) => `${method} ${path}`)

test('every operation that the sandbox offers answers the SDK as the contract says', async () => {
  {
    await using world = await createWorld()
    await driveCustomers(world)
    await drivePayments(world)
    await driveDebits(world)
    await driveSetups(world)
    await driveMoney(world)
    await drivePayouts(world)
    await driveTrouble(world)
    await driveSearch(world)
    await driveEndpoints(world)
  }

  expect([...checked.operations].toSorted()).toEqual(offered.toSorted())
  process.stdout.write(summary('contract'))
})

test('errors are as the contract says, too', async () => {
  {
    await using world = await createWorld()
    await driveErrors(world)
  }

  expect([...checked.errors]).toEqual(expect.arrayContaining(errorsDriven))
  process.stdout.write(`contract: errors ${[...checked.errors].toSorted().join(', ')}\n`)
})

const testKey = process.env['STRIPE_TEST_KEY']
// Without a key there is nothing to run it against; a skipped test would look as if it were forgotten.
// oxlint-disable-next-line vitest/no-conditional-tests
if (testKey !== undefined) {
  test('Stripe itself answers as the contract says', { timeout: 120_000 }, async () => {
    const violations: string[] = []
    const stripe = connectToStripe(testKey, violations)

    await driveCustomers({ stripe })
    await driveDebits({ stripe })
    await driveErrors({ stripe })
    await driveEndpoints({ stripe })

    process.stdout.write(summary('Stripe'))
    expect(violations).toEqual([])
  })
}

const summary = (who: string): string =>
  `${who}: ${offered.length} operations offered, ${checked.requests} requests and ${checked.answers} answers checked, 0 violations\n`

type Driven = Pick<World, 'stripe'>

const errorsDriven = [
  'amount_too_small',
  'authentication_required',
  'card_declined',
  'charge_already_refunded',
  'expired_card',
  'idempotency_error',
  'incorrect_cvc',
  'invalid_request_error',
  'parameter_invalid_empty',
  'parameter_invalid_integer',
  'parameter_missing',
  'parameter_unknown',
  'payment_intent_unexpected_state',
  'processing_error',
  'resource_missing',
]

/** Every error that a shop meets; each is checked on its way through. */
async function driveErrors({ stripe }: Driven): Promise<void> {
  const refused = async (work: Promise<unknown>): Promise<void> => {
    await expect(work).rejects.toMatchObject({ statusCode: expect.any(Number) })
  }
  const order = { amount: 10_00, currency: 'usd', confirm: true, return_url: 'https://shop.example' }
  const pay = (name: string, more: object = {}) =>
    stripe.paymentIntents.create({ ...order, payment_method: `pm_card_${name}`, ...more })
  const paid = await pay('visa')
  await stripe.refunds.create({ payment_intent: paid.id })
  await stripe.customers.create({ name: 'a' }, { idempotencyKey: `contract-${paid.id}` })

  await refused(pay('visa_chargeDeclined'))
  await refused(pay('chargeDeclinedExpiredCard'))
  await refused(pay('chargeDeclinedIncorrectCvc'))
  await refused(pay('chargeDeclinedProcessingError'))
  await refused(pay('authenticationRequired', { off_session: true }))
  await refused(pay('visa', { amount: 1 }))
  await refused(pay('visa', { amount: 1.5 }))
  await refused(pay('visa', { currency: '' }))
  await refused(pay('visa', { nonsense: 'x' }))
  await refused(pay('visa', { currency: undefined }))
  await refused(pay('visa', { capture_method: 'sometimes' }))
  await refused(stripe.refunds.create({ payment_intent: paid.id }))
  await refused(stripe.paymentIntents.cancel(paid.id))
  await refused(stripe.paymentIntents.retrieve('pi_none'))
  await refused(stripe.customers.create({ name: 'b' }, { idempotencyKey: `contract-${paid.id}` }))
}

async function driveCustomers({ stripe }: Driven): Promise<void> {
  const { id } = await stripe.customers.create({
    name: 'Ada',
    email: 'ada@example.com',
    address: { line1: 'Via Po 1', city: 'Turin', country: 'IT' },
    shipping: { name: 'Ada', address: { line1: 'Via Po 1' } },
    preferred_locales: ['it'],
    invoice_settings: { footer: 'Grazie' },
  })
  await stripe.customers.retrieve(id, { expand: ['sources', 'tax_ids'] })
  await stripe.customers.update(id, { description: 'first', tax_exempt: 'exempt', business_name: 'Engines' })
  await stripe.customers.list({ limit: 3, created: { gte: 1 } })
  const made = await stripe.paymentMethods.create({
    type: 'card',
    card: { token: 'tok_visa' },
    billing_details: { name: 'Ada', address: { postal_code: '10121' } },
    metadata: { from: 'shop' },
  })
  const method = await stripe.paymentMethods.attach(made.id, { customer: id })
  await stripe.customers.update(id, { invoice_settings: { default_payment_method: method.id } })
  await stripe.paymentMethods.retrieve(method.id, { expand: ['customer'] })
  await stripe.paymentMethods.update(method.id, { metadata: { kept: 'yes' }, allow_redisplay: 'always' })
  await stripe.paymentMethods.list({ customer: id })
  await stripe.customers.listPaymentMethods(id, { allow_redisplay: 'always' })
  await stripe.customers.retrievePaymentMethod(id, method.id)
  await stripe.customerSessions.create({ customer: id, components: { payment_element: { enabled: true } } })
  await stripe.paymentMethods.detach(method.id)
  await stripe.customers.del(id)
}

async function drivePayments({ stripe, token }: World): Promise<void> {
  const made = await stripe.testHelpers.confirmationTokens.create({
    payment_method: 'pm_card_visa',
    return_url: 'https://shop.example',
  })
  await stripe.confirmationTokens.retrieve(made.id)
  const intent = await stripe.paymentIntents.create({ amount: 10_00, currency: 'eur', capture_method: 'manual' })
  await stripe.paymentIntents.update(intent.id, { description: 'cart 7', statement_descriptor_suffix: 'CART 7' })
  await stripe.paymentIntents.confirm(intent.id, { confirmation_token: made.id })
  await stripe.paymentIntents.capture(intent.id, { amount_to_capture: 9_00 })
  await stripe.paymentIntents.retrieve(intent.id, {
    expand: ['latest_charge.balance_transaction', 'payment_method', 'customer'],
  })
  const challenged = await stripe.paymentIntents.create({
    amount: 10_00,
    currency: 'eur',
    confirm: true,
    confirmation_token: token('4000002760003184'),
  })
  await stripe.paymentIntents.cancel(challenged.id)
  await stripe.paymentIntents.list({ limit: 2, expand: ['data.latest_charge'] })
}

async function driveDebits({ stripe }: Driven): Promise<void> {
  const customer_acceptance = { type: 'offline', accepted_at: 1, offline: {} } as const
  const { id } = await stripe.paymentIntents.create({
    amount: 10_00,
    currency: 'usd',
    confirm: true,
    payment_method: 'pm_usBankAccount_failMicrodeposits',
    mandate_data: { customer_acceptance },
    return_url: 'https://shop.example',
  })
  const sent = await stripe.paymentIntents.verifyMicrodeposits(id, { amounts: [32, 45], expand: ['latest_charge'] })
  const charge = await stripe.charges.retrieve(idOf(sent.latest_charge))
  await stripe.mandates.retrieve(idOf(charge.payment_method_details?.us_bank_account?.mandate ?? null))
}

async function driveSetups({ stripe, token }: World): Promise<void> {
  const { id } = await stripe.setupIntents.create({ description: 'first' })
  await stripe.setupIntents.update(id, { description: '', metadata: { a: 'b' } })
  await stripe.setupIntents.confirm(id, { confirmation_token: token('4000002760003184') })
  await stripe.setupIntents.retrieve(id, { expand: ['latest_attempt', 'payment_method'] })
  await stripe.setupIntents.list()
  await stripe.setupAttempts.list({ setup_intent: id })
  await stripe.setupIntents.cancel(id)
  const account = await stripe.setupIntents.create({
    confirm: true,
    payment_method: 'pm_usBankAccount_failMicrodeposits',
    mandate_data: { customer_acceptance: { type: 'online', online: { ip_address: '::1', user_agent: 'x' } } },
    return_url: 'https://shop.example',
  })
  await stripe.setupIntents.verifyMicrodeposits(account.id, { descriptor_code: 'SM11AA' })
}

async function driveMoney(world: World): Promise<void> {
  const { stripe, token } = world
  const intent = await stripe.paymentIntents.create({
    amount: 10_00,
    currency: 'usd',
    confirm: true,
    confirmation_token: token('4242424242424242'),
  })
  const chargeId = idOf(intent.latest_charge)
  const refund = await stripe.refunds.create({ payment_intent: intent.id, amount: 1_00, metadata: { ours: '1' } })
  await stripe.refunds.retrieve(refund.id, { expand: ['balance_transaction', 'charge', 'payment_intent'] })
  await stripe.refunds.update(refund.id, { metadata: { ours: '2' } })
  await stripe.refunds.list({ charge: chargeId })
  await driveMoneyBack(world)
  await stripe.charges.update(chargeId, { description: 'noted', fraud_details: { user_report: 'safe' } })
  const charge = await stripe.charges.retrieve(chargeId, { expand: ['refunds', 'payment_intent.payment_method'] })
  await stripe.charges.list({ payment_intent: intent.id })
  const booking = idOf(charge.balance_transaction)
  await stripe.balanceTransactions.retrieve(booking, { expand: ['source'] })
  await stripe.balanceTransactions.list({ currency: 'usd', type: 'refund' })
  await stripe.balance.retrieve()
}

async function driveMoneyBack({ stripe, token }: World): Promise<void> {
  const slow = await stripe.paymentIntents.create({
    amount: 10_00,
    currency: 'usd',
    confirm: true,
    confirmation_token: token('4000000000007726'),
  })
  const pending = await stripe.refunds.create({ payment_intent: slow.id })
  await stripe.refunds.cancel(pending.id)
}

async function drivePayouts({ stripe, sandbox, token }: World): Promise<void> {
  const confirmation_token = token('4000000000000077')
  await stripe.paymentIntents.create({ amount: 90_00, currency: 'usd', confirm: true, confirmation_token })
  await stripe.accounts.retrieveCurrent()
  const { id: account } = sandbox.money.addAccount({ email: 'ada@example.com' })
  await stripe.accounts.retrieve(account)
  await stripe.accounts.list({ limit: 1 })
  const canceled = await stripe.payouts.create({ amount: 5_00, currency: 'usd' })
  await stripe.payouts.cancel(canceled.id)
  const { id } = await stripe.payouts.create({ amount: 5_00, currency: 'usd', method: 'instant' })
  await stripe.payouts.update(id, { metadata: { ours: '1' } })
  await sandbox.clock.advance(3600)
  await stripe.payouts.retrieve(id, { expand: ['balance_transaction'] })
  await stripe.payouts.reverse(id)
  await stripe.payouts.list({ limit: 3, status: 'paid' })
}

async function driveSearch({ stripe }: Driven): Promise<void> {
  await stripe.paymentIntents.search({ query: 'status:"succeeded"', expand: ['data.customer'] })
  await stripe.charges.search({ query: 'amount>100' })
  await stripe.customers.search({ query: 'email~"example"' })
}

async function driveTrouble({ stripe, sandbox, token }: World): Promise<void> {
  const pay = (card: string) =>
    stripe.paymentIntents.create({ amount: 10_00, currency: 'usd', confirm: true, confirmation_token: token(card) })
  await pay('4000000000000259')
  await pay('4000000000005423')
  await pay('4000000000009235')
  await sandbox.clock.advance(60)
  const [dispute] = (await stripe.disputes.list({ expand: ['data.charge', 'data.payment_intent'] })).data
  await stripe.disputes.update(dispute?.id ?? '', { evidence: { customer_name: 'Ada' }, submit: false })
  await stripe.disputes.retrieve(dispute?.id ?? '')
  await stripe.disputes.close(dispute?.id ?? '')
  const [warning] = (await stripe.radar.earlyFraudWarnings.list()).data
  await stripe.radar.earlyFraudWarnings.retrieve(warning?.id ?? '', { expand: ['charge'] })
  const [review] = (await stripe.reviews.list()).data
  await stripe.reviews.retrieve(review?.id ?? '', { expand: ['charge.review'] })
  await stripe.reviews.approve(review?.id ?? '')
}

async function driveEndpoints({ stripe }: Driven): Promise<void> {
  const { id } = await stripe.webhookEndpoints.create({
    url: 'https://shop.example/hook',
    enabled_events: ['charge.succeeded'],
    description: 'shop',
  })
  await stripe.webhookEndpoints.retrieve(id)
  await stripe.webhookEndpoints.update(id, { description: '', metadata: { a: 'b' } })
  await stripe.webhookEndpoints.list()
  await stripe.webhookEndpoints.del(id)
  const [event] = (await stripe.events.list({ limit: 100 })).data
  await stripe.events.retrieve(event?.id ?? '')
}
