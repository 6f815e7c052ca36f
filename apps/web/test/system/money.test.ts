import { startTestStack, type TestStack } from '@azora/test-kit/start-test-stack'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { cartOf, patience, systemOf, type System } from './system.ts'

let stack: TestStack
let system: System

beforeAll(async () => {
  stack = await startTestStack()
  system = systemOf(stack)
})
afterAll(() => stack?.[Symbol.asyncDispose]())

const request = () => ({ requestId: crypto.randomUUID() })

const consent = {
  'mandate_data[customer_acceptance][type]': 'online',
  'mandate_data[customer_acceptance][online][ip_address]': '203.0.113.7',
  'mandate_data[customer_acceptance][online][user_agent]': 'test',
}

const refusalOf = (call: Promise<unknown>): Promise<unknown> =>
  call.then(
    () => 'no refusal',
    (error: { data?: { refusal?: { code?: string } } }) => error.data?.refusal?.code ?? error,
  )

/** The shopper saves a method on their account page, and passes the bank's challenge if there is one. */
async function save(form: Record<string, string>): Promise<string> {
  const { setup, clientSecret } = await system.as('shopper').paymentMethods.setup.mutate(request())
  await system.confirm(clientSecret, form)
  const mine = () => system.as('shopper').paymentMethods.getSetup.query({ setupId: setup.id })
  if (stack.stripe.objects('setup_intent').at(-1)?.status === 'requires_action') system.passChallenge(clientSecret)
  await expect.poll(mine, patience).toMatchObject({ status: 'succeeded' })
  return String((await mine()).savedMethodId)
}

test('an amount that a card holds is captured in part; the rest is let go, and the receipt says what was taken', async () => {
  const { payment } = await system.as('shopper').payments.process.mutate({
    ...request(),
    cart: await cartOf(system.as('shopper')),
    confirmationTokenId: stack.stripe.confirmationToken({ card: '4242424242424242' }).id,
    captureMethod: 'manual',
  })
  await system.until(payment.id, { status: 'requires_capture' })

  await system.as('service').payments.capture.mutate({ ...request(), paymentId: payment.id, amountMinor: 5_00 })

  await system.until(payment.id, { status: 'succeeded', capturedMinor: 5_00, capturableMinor: 0 })
  expect(stack.stripe.objects('payment_intent').at(-1)).toMatchObject({ amount_received: 5_00, amount_capturable: 0 })
  expect((await system.mailThat(/receipt/i)).text).toContain('$5.00')
})

test('a saved card that its bank wants confirmed is charged once its owner has come back by the link in the mail', async () => {
  const savedMethodId = await save({ payment_method: 'pm_card_authenticationRequired' })

  const charged = await system.as('service').payments.chargeSaved.mutate({
    ...request(),
    customerSubject: 'user_ada',
    savedMethodId,
    amount: { amountMinor: 9_90, currency: 'usd' },
    description: 'Membership, December',
  })
  const { text } = await system.mailThat(/confirm/i)
  const token = /\/continue\/([\w.-]+)/.exec(text)?.[1] ?? 'no link'
  const nobody = system.as('shopper2').payments
  const { clientSecret } = await nobody.resumeByLink.mutate({ ...request(), token })
  system.passChallenge(clientSecret)

  expect(charged).toMatchObject({ status: 'requires_payment_method', decline: { reason: 'authentication_required' } })
  await system.until(charged.id, { status: 'succeeded' })
  expect(await nobody.openLink.query({ token })).toMatchObject({ status: 'succeeded' })
})

test('a bank debit is processing until, four days later by the clock, the money is there', async () => {
  const { id: confirmationTokenId } = await system.askStripe('confirmation_tokens', {
    payment_method: 'pm_usBankAccount_success',
    ...consent,
  })
  const { payment } = await system.as('shopper').payments.process.mutate({
    ...request(),
    cart: await cartOf(system.as('shopper')),
    confirmationTokenId,
  })
  await system.pass({ days: 3 })
  const meanwhile = await system.as('shopper').payments.get.query({ paymentId: payment.id })

  await system.pass({ days: 1 })

  await system.until(payment.id, { status: 'succeeded', receiptNumber: expect.stringMatching(/^2026-\d{6}$/) })
  expect(meanwhile).toMatchObject({ status: 'processing', receiptNumber: null })
})

test('a typed bank account is saved once its owner has said which deposits arrived', async () => {
  const shopper = system.as('shopper').paymentMethods
  const { setup, clientSecret } = await shopper.setup.mutate({ ...request(), types: ['us_bank_account'] })
  await system.confirm(clientSecret, {
    'payment_method_data[type]': 'us_bank_account',
    'payment_method_data[billing_details][name]': 'Ada Park',
    'payment_method_data[us_bank_account][account_holder_type]': 'individual',
    'payment_method_data[us_bank_account][account_number]': '000123456789',
    'payment_method_data[us_bank_account][routing_number]': '110000000',
    ...consent,
  })
  await expect
    .poll(async () => (await shopper.list.query()).waiting, patience)
    .toMatchObject([{ id: setup.id, microdeposits: { kind: 'descriptor_code' } }])

  await shopper.verifyMicrodeposits.mutate({ ...request(), setupId: setup.id, descriptorCode: 'SM11AA' })

  await expect
    .poll(async () => (await shopper.list.query()).methods, patience)
    .toContainEqual(expect.objectContaining({ type: 'us_bank_account', last4: '6789' }))
})

test('a payment is refunded in parts until nothing is left, each with a receipt of its own', async () => {
  const paymentId = await system.buy()
  const { amount } = await system.as('shopper').payments.get.query({ paymentId })
  const { refunds } = system.as('support')

  await refunds.create.mutate({ ...request(), paymentId, amountMinor: 1_00 })
  await refunds.create.mutate({ ...request(), paymentId, amountMinor: 2_00, reason: 'requested_by_customer' })
  await refunds.create.mutate({ ...request(), paymentId })
  await system.until(paymentId, { refundedMinor: amount.amountMinor })

  expect(await refusalOf(refunds.create.mutate({ ...request(), paymentId, amountMinor: 1 }))).toBe(
    'refund_exceeds_payment',
  )
  const { refunds: made } = await refunds.list.query({ paymentId })
  expect(made.map((refund) => refund.amount.amountMinor)).toEqual([amount.amountMinor - 3_00, 2_00, 1_00])
  const { versions } = await system.as('shopper').receipts.ofPayment.query({ paymentId })
  expect(versions.filter(({ kind }) => kind === 'refund')).toHaveLength(3)
})

test('a refund that the bank sends back later gives the amount back to what can be refunded', async () => {
  const paymentId = await system.buy('4000000000005126')
  const { refunds } = system.as('support')
  const refund = await refunds.create.mutate({ ...request(), paymentId })
  await expect.poll(() => refunds.get.query({ refundId: refund.id }), patience).toMatchObject({ status: 'succeeded' })

  await system.pass({ minutes: 11 })

  await expect.poll(() => refunds.get.query({ refundId: refund.id }), patience).toMatchObject({ status: 'failed' })
  await system.until(paymentId, { refundedMinor: 0 })
  await system.mailThat(/refund.*(not|fail)|could not/i)
})

test.each([
  ['winning_evidence', 'won'],
  ['losing_evidence', 'lost'],
])('a disputed payment with %s sent by staff is %s', async (uncategorizedText, outcome) => {
  const paymentId = await system.buy('4000000000000259')
  const { disputes, refunds } = system.as('support')
  await system.pass({ minutes: 1 })
  const ofPayment = async () => {
    const page = await disputes.list.query({ sort: 'newest' })
    return page.disputes.find((dispute) => dispute.paymentId === paymentId)
  }
  await expect.poll(ofPayment, patience).toMatchObject({ status: 'needs_response' })
  const disputeId = String((await ofPayment())?.id)

  expect(await refusalOf(refunds.create.mutate({ ...request(), paymentId }))).toBe('payment_disputed')
  await disputes.saveEvidence.mutate({ disputeId, evidence: { uncategorizedText } })
  await disputes.submit.mutate({ ...request(), disputeId })
  await system.pass({ days: 1, minutes: 1 })

  await expect.poll(() => disputes.get.query({ disputeId }), patience).toMatchObject({ status: outcome })
})

test('while one signing secret replaces another no event is lost (W18)', async () => {
  const [endpoint] = stack.stripe.objects('webhook_endpoint')
  stack.stripe.webhooks.hold()
  const before = stack.stripe.objects('payment_intent').length
  const paymentIds: string[] = []
  const pay = async () => {
    const { payment } = await system.as('shopper').payments.process.mutate({
      ...request(),
      cart: await cartOf(system.as('shopper')),
      confirmationTokenId: stack.stripe.confirmationToken({ card: '4242424242424242' }).id,
    })
    paymentIds.push(payment.id)
  }

  await pay()
  const fresh = stack.stripe.webhooks.rotateSecret(String(endpoint?.id), 3_600)
  await pay()
  await stack.webhook.stop()
  await stack.webhook.start({ STRIPE_WEBHOOK_SECRETS: `${fresh.secret},${stack.webhookSecret}` })
  stack.stripe.webhooks.release()
  for (const paymentId of paymentIds) await system.until(paymentId, { status: 'succeeded' })
  await system.pass({ minutes: 61 })
  await stack.webhook.stop()
  await stack.webhook.start({ STRIPE_WEBHOOK_SECRETS: fresh.secret })
  await pay()

  for (const paymentId of paymentIds) await system.until(paymentId, { status: 'succeeded' })
  expect(stack.stripe.objects('payment_intent')).toHaveLength(before + 3)
})
