import { randomUUID } from 'node:crypto'
import type { Cart } from '@azora/contract/quote'
import type { Money } from '@azora/contract/money'
import { quoteCart } from '@azora/payments-core/cart/quote-cart'
import { chargePayment } from '@azora/payments-core/payment/charge-payment'
import { chargeSaved } from '@azora/payments-core/payment/charge-saved'
import { createWorld, personas, type World } from '@azora/test-kit/create-world'
import { refused } from '@azora/test-kit/refused'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { saveMethod } from './support/save-method.ts'

let world: World
beforeAll(async () => {
  world = await createWorld()
  await saveMethod(world, 'pm_card_visa')
})
afterAll(() => world[Symbol.asyncDispose]())

const limitTo = (limits: object) =>
  world.ctx.db.pool.query(`update merchant set settings = settings || jsonb_build_object('charges', $1::jsonb)`, [
    { limits },
  ])

const { subject } = personas.shopper

const charge = (amount: Money) =>
  chargePayment(world.as('service'), {
    requestId: randomUUID(),
    customer: { subject },
    amount,
    description: 'Dinner',
    confirmationTokenId: world.stripe.confirmationToken({ card: '4242424242424242' }).id,
  })

const chargeMethod = (what: { amount: Money; description: string } | { cart: Cart }) =>
  chargeSaved(world.as('service'), { requestId: randomUUID(), customerSubject: subject, ...what })

const usd = (amountMinor: number): Money => ({ amountMinor, currency: 'usd' })

/** A mug is 18.00 USD, so a cart of two is 36.00. */
const ways: [string, (mugs: number) => Promise<unknown>][] = [
  ['a quote', (mugs) => quoteCart(world.ctx, world.cart('usd', mugs))],
  ['a cart that is paid', (mugs) => world.pay(undefined, { cart: world.cart('usd', mugs) })],
  ['an amount that a backend names', (mugs) => charge(usd(mugs * 18_00))],
  ['a saved method, by amount', (mugs) => chargeMethod({ amount: usd(mugs * 18_00), description: 'Dinner' })],
  ['a saved method, by cart', (mugs) => chargeMethod({ cart: world.cart('usd', mugs) })],
]

test.each(ways)('the merchant’s own limits hold for %s, and both ends may be paid (S4)', async (_, buy) => {
  await limitTo({ usd: { minimum: 36_00, maximum: 54_00 }, eur: { maximum: 60 } })

  const small = refused({ code: 'amount_too_small', minimumMinor: 36_00, currency: 'usd' })
  await expect(buy(1)).rejects.toThrow(small)
  await expect(buy(2)).resolves.toBeDefined()
  await expect(buy(3)).resolves.toBeDefined()
  const large = refused({ code: 'amount_too_large', maximumMinor: 54_00, currency: 'usd' })
  await expect(buy(4)).rejects.toThrow(large)
})

test('a limit on one side leaves the other to Stripe', async () => {
  await limitTo({ usd: { maximum: 20_00 } })

  await expect(charge(usd(49))).rejects.toThrow(
    refused({ code: 'amount_too_small', minimumMinor: 50, currency: 'usd' }),
  )
  await expect(charge(usd(20_00))).resolves.toBeDefined()
  await expect(charge({ amountMinor: 2_000_00, currency: 'eur' })).resolves.toBeDefined()
})

test.each([
  [5_505, 'kwd', 10],
  [12_345, 'isk', 100],
] as const)(
  '%i %s is refused as an amount without coins, with the step to round to (M1)',
  async (amountMinor, currency, stepMinor) => {
    const amount: Money = { amountMinor, currency }

    for (const buy of [() => charge(amount), () => chargeMethod({ amount, description: 'Dinner' })])
      await expect(buy()).rejects.toThrow(refused({ code: 'amount_not_payable', stepMinor, currency }))
  },
)

test('the next try of a declined payment is held to the limits of its own time', async () => {
  await limitTo({})
  const cart = world.cart()
  const { payment } = await world.pay('4000000000009995', { cart })
  await limitTo({ usd: { minimum: 36_00 } })

  await expect(world.pay(undefined, { cart, paymentId: payment.id })).rejects.toThrow('amount_too_small')
})

test.each(ways.slice(1))('limits that Stripe’s rule out let nothing through: not %s (I14)', async (_, buy) => {
  await limitTo({ usd: { minimum: 10 } })
  const before = world.stripe.objects('payment_intent').length

  await expect(buy(2)).rejects.toThrow('below what Stripe charges')

  expect(world.stripe.objects('payment_intent')).toHaveLength(before)
})
