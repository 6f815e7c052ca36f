import { randomUUID } from 'node:crypto'
import { applyEvent } from '@azora/payments-core/event/apply-event'
import { getPayment } from '@azora/payments-core/payment/get-payment'
import { sweepPayments } from '@azora/payments-core/payment/sweep-payments'
import { createWorld, type World } from '@azora/test-kit/create-world'
import { expect, test } from 'vitest'
import { askStripe } from './support/ask-stripe.ts'

/** What a page makes of a bank account whose holder has accepted the mandate. */
const accountToken = async (world: World, name: string) =>
  askStripe(world, 'confirmation_tokens', {
    payment_method: name,
    'mandate_data[customer_acceptance][type]': 'online',
    'mandate_data[customer_acceptance][online][ip_address]': '127.0.0.1',
    'mandate_data[customer_acceptance][online][user_agent]': 'test',
  })

async function debit(world: World, name: string, currency: 'usd' | 'eur' = 'usd') {
  const { id: confirmationTokenId } = await accountToken(world, name)
  const { payment } = await world.pay(undefined, { confirmationTokenId, cart: world.cart(currency) })
  await world.settle()
  return payment
}

async function pass(world: World, days: number): Promise<void> {
  world.clock.advance({ days })
  await world.stripe.clock.advance(1)
  await world.settle()
}

const look = (world: World, { id: paymentId }: { id: string }) => getPayment(world.as('shopper'), { paymentId })

const subjects = (world: World) => world.mail.messages().map(({ subject }) => subject)

test.each([
  ['pm_usBankAccount_success', 'usd', 4],
  ['pm_sepaDebit_success_de', 'eur', 5],
] as const)(
  'a debit of %s is processing for days, and paid with its receipt only then',
  async (name, currency, days) => {
    await using world = await createWorld()

    const payment = await debit(world, name, currency)
    await pass(world, days - 1)
    const before = await look(world, payment)
    await pass(world, 1)

    expect(before).toMatchObject({ status: 'processing', receiptNumber: null, capturedMinor: 0 })
    expect(await look(world, payment)).toMatchObject({ status: 'succeeded', receiptNumber: '2026-000001' })
    expect(subjects(world)).toEqual([expect.stringContaining('receipt')])
  },
)

test('with the events gone the sweeper asks now and then, and finds the debit settled', async () => {
  await using world = await createWorld()
  const payment = await debit(world, 'pm_usBankAccount_success')
  world.stripe.webhooks.hold()
  await pass(world, 4)

  await sweepPayments(world.ctx)

  expect(await look(world, payment)).toMatchObject({ status: 'succeeded' })
})

test.each([
  ['pm_usBankAccount_insufficientFunds', 'insufficient_funds', 'not enough money'],
  ['pm_usBankAccount_accountClosed', 'bank_account_closed', 'has been closed'],
  ['pm_usBankAccount_noAccount', 'bank_account_unusable', 'cannot be debited'],
  ['pm_usBankAccount_debitNotAuthorized', 'debit_not_authorized', 'not authorised'],
])(
  'a debit of %s fails days later: no receipt, and a mail says why and what to do (P20)',
  async (name, reason, says) => {
    await using world = await createWorld()

    const payment = await debit(world, name)
    await pass(world, 4)

    expect(await look(world, payment)).toMatchObject({
      status: 'requires_payment_method',
      decline: { reason },
      receiptNumber: null,
      method: { type: 'us_bank_account' },
    })
    const [mail, ...more] = world.mail.messages()
    expect(mail).toMatchObject({ subject: 'Your payment to Azora Goods did not go through' })
    expect(mail?.text).toContain(says)
    expect(mail?.text).toContain(`http://shop.test/payments/${payment.id}`)
    expect(more).toEqual([])
  },
)

test('the failure told twice, and once more by the sweeper, is one mail (P20)', async () => {
  await using world = await createWorld()
  const payment = await debit(world, 'pm_usBankAccount_insufficientFunds')
  world.stripe.webhooks.duplicateNext(20)
  await pass(world, 4)
  const { rows } = await world.ctx.db.pool.query<{ id: string }>(`select id from webhook_event`)

  for (const { id } of rows) await applyEvent(world.ctx, id)
  world.clock.advance({ hours: 7 })
  await sweepPayments(world.ctx)
  await world.settle()

  expect(subjects(world)).toEqual(['Your payment to Azora Goods did not go through'])
  expect(await look(world, payment)).toMatchObject({ status: 'requires_payment_method' })
})

test('after a debit that failed a card pays, on the same PaymentIntent', async () => {
  await using world = await createWorld()
  const payment = await debit(world, 'pm_usBankAccount_insufficientFunds')
  await pass(world, 4)

  await world.pay('4242424242424242', { requestId: randomUUID(), cart: world.cart(), paymentId: payment.id })
  await world.settle()

  expect(await look(world, payment)).toMatchObject({ status: 'succeeded', method: { type: 'card', last4: '4242' } })
  expect(world.stripe.objects('payment_intent')).toHaveLength(1)
})

test('a card that is declined at once gets no mail of a failed debit', async () => {
  await using world = await createWorld()

  await world.pay('4000000000009995')
  await world.settle()

  expect(subjects(world)).toEqual([])
})

test('a debit cannot be held and captured: the shopper is asked for another method', async () => {
  await using world = await createWorld()
  const { id: confirmationTokenId } = await accountToken(world, 'pm_usBankAccount_success')

  const { payment } = await world.pay(undefined, { confirmationTokenId, captureMethod: 'manual' })

  expect(payment).toMatchObject({ status: 'requires_payment_method', capturableMinor: 0 })
})

test('staff call a debit back while the bank has not answered', async () => {
  await using world = await createWorld()
  const payment = await debit(world, 'pm_usBankAccount_success')

  await world.api('support').payments.cancel({ requestId: randomUUID(), paymentId: payment.id })
  await pass(world, 5)

  expect(await look(world, payment)).toMatchObject({ status: 'canceled', capturedMinor: 0 })
})
