import { randomUUID } from 'node:crypto'
import type { ChargePayment } from '@azora/contract/charge'
import { chargePayment } from '@azora/payments-core/payment/charge-payment'
import { getPayment } from '@azora/payments-core/payment/get-payment'
import { listPayments } from '@azora/payments-core/payment/list-payments'
import { getReceipt } from '@azora/payments-core/receipt/get-receipt'
import { createWorld, personas, type World } from '@azora/test-kit/create-world'
import { refused } from '@azora/test-kit/refused'
import { expect, test } from 'vitest'

const intents = (world: World) => world.stripe.objects('payment_intent')

const requestOf = (
  world: World,
  { card = '4242424242424242', ...more }: Partial<ChargePayment> & { card?: string } = {},
) => ({
  requestId: randomUUID(),
  customer: { subject: personas.shopper.subject, email: personas.shopper.email },
  amount: { amountMinor: 42_50, currency: 'usd' as const },
  description: 'Table for two, 26 November',
  confirmationTokenId: world.stripe.confirmationToken({ card }).id,
  ...more,
})

const charge = (world: World, more?: Parameters<typeof requestOf>[1]) =>
  chargePayment(world.as('service'), requestOf(world, more))

test('a backend names amount and customer; the payment stands in the customer’s history, with a receipt of one line', async () => {
  await using world = await createWorld()

  const { payment } = await charge(world)
  await world.settle()

  const shopper = world.as('shopper')
  expect(await getPayment(shopper, { paymentId: payment.id })).toMatchObject({
    status: 'succeeded',
    amount: { amountMinor: 42_50, currency: 'usd' },
    lineItems: [{ priceId: null, name: 'Table for two, 26 November', quantity: 1, amountMinor: 42_50 }],
  })
  expect((await listPayments(shopper, { limit: 10, sort: 'newest' })).payments).toMatchObject([{ id: payment.id }])
  expect((await getReceipt(shopper, { paymentId: payment.id })).data.lineItems).toHaveLength(1)
  expect(world.mail.messages()).toHaveLength(1)
  const { rows } = await world.ctx.db.pool.query(`select actor from audit_entry where action = 'payment.created'`)
  expect(rows).toEqual([{ actor: 'service:persona-service' }])
})

test('the same charge again is one charge; with another amount or customer its id is refused (P14)', async () => {
  await using world = await createWorld()
  const requestId = randomUUID()
  const first = await charge(world, { requestId })

  const again = await charge(world, { requestId })

  expect(again).toEqual(first)
  const reused = refused({ code: 'request_id_reused', requestId })
  await expect(charge(world, { requestId, amount: { amountMinor: 1_00, currency: 'usd' } })).rejects.toThrow(reused)
  await expect(charge(world, { requestId, customer: { subject: 'somebody' } })).rejects.toThrow(reused)
  expect(intents(world)).toHaveLength(1)
})

test.each([
  [{ amountMinor: 49, currency: 'usd' }, 'amount_too_small'],
  [{ amountMinor: 100_000_000, currency: 'usd' }, 'amount_too_large'],
  [{ amountMinor: 12_345, currency: 'isk' }, 'amount_not_payable'],
  [{ amountMinor: 5_505, currency: 'kwd' }, 'amount_not_payable'],
] as const)('the limits of a currency hold for a backend too: %o is refused as %s (S4, M1)', async (amount, code) => {
  await using world = await createWorld()

  await expect(charge(world, { amount })).rejects.toThrow(code)

  expect(intents(world)).toEqual([])
})

test('no shopper and no staff name an amount (S4)', async () => {
  await using world = await createWorld()

  for (const persona of ['shopper', 'support', 'admin'] as const)
    await expect(world.api(persona).payments.charge(requestOf(world))).rejects.toThrow('may not do this')
  for (const amountMinor of [0, -1, 0.5, 2 ** 53])
    await expect(
      world.api('service').payments.charge(requestOf(world, { amount: { amountMinor, currency: 'usd' } })),
    ).rejects.toThrow('not valid')

  expect(intents(world)).toEqual([])
})

test('a declined charge goes on with another card for the same customer and amount only', async () => {
  await using world = await createWorld()
  const { payment } = await charge(world, { card: '4000000000009995' })
  const { id: paymentId } = payment

  const other = charge(world, { paymentId, amount: { amountMinor: 1_00, currency: 'usd' } })
  await expect(other).rejects.toThrow(refused({ code: 'payment_changed', paymentId }))
  const stranger = charge(world, { paymentId, customer: { subject: personas.shopper2.subject } })
  await expect(stranger).rejects.toThrow(refused({ code: 'payment_not_found', paymentId }))
  await charge(world, { paymentId })
  await world.settle()

  expect(await getPayment(world.as('shopper'), { paymentId })).toMatchObject({ status: 'succeeded' })
  expect(intents(world)).toHaveLength(1)
})

test('a charge whose answer was lost is one charge after its repeat (P4)', async () => {
  await using world = await createWorld()
  const requestId = randomUUID()
  world.stripe.faults.add({ match: { method: 'POST' }, effect: 'reset', phase: 'after', times: 99 })
  await charge(world, { requestId })
  world.stripe.faults.clear()

  await charge(world, { requestId })
  await world.settle()

  expect(intents(world)).toMatchObject([{ status: 'succeeded', amount: 42_50 }])
})
