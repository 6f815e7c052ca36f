import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'

import { openCheckoutWorld, type CheckoutWorld } from './open-checkout.ts'

let world: CheckoutWorld
beforeAll(async () => {
  world = await openCheckoutWorld()
})
afterAll(() => world[Symbol.asyncDispose]())

/** Mounts elements of one group as a page without React would; they stay reachable as `window.made[type]`. */
async function mount(types: readonly string[], options: Record<string, object> = {}): Promise<Page> {
  const { page } = await world.open()
  await page.evaluate(`(async () => {
    window.stripe = Stripe('${world.sandbox.publishableKey}')
    window.made = {}
    window.heard = {}
    const elements = stripe.elements()
    for (const type of ${JSON.stringify(types)}) {
      const node = document.createElement('div')
      node.id = type
      document.body.append(node)
      const element = elements.create(type, ${JSON.stringify(options)}[type])
      window.made[type] = element
      element.on('change', (event) => (window.heard[type] = event))
      element.mount(node)
      await new Promise((resolve) => element.on('ready', resolve))
    }
  })()`)
  return page
}

const split = ['cardNumber', 'cardExpiry', 'cardCvc']

test('a Card Element reports brand, completeness and what is wrong, and pays', async () => {
  const page = await mount(['card'])
  const card = page.frameLocator('iframe[title="Secure card payment input frame"]')
  const { client_secret: secret, id } = await world.stripe.paymentIntents.create({ amount: 10_00, currency: 'eur' })

  await card.getByLabel('Credit or debit card number').pressSequentially('5555555555554444')
  await page.keyboard.type('12')
  await card.getByLabel('Credit or debit card CVC/CVV').focus()
  await expect
    .poll(() => page.evaluate('heard.card'))
    .toMatchObject({ brand: 'mastercard', complete: false, error: { code: 'incomplete_expiry' } })
  await card.getByLabel('Credit or debit card expiration date').fill('12/34')
  await card.getByLabel('Credit or debit card CVC/CVV').fill('123')
  await card.getByLabel('ZIP').fill('94107')
  await expect.poll(() => page.evaluate('heard.card')).toMatchObject({ complete: true, value: { postalCode: '94107' } })
  expect(await page.locator('#card').getAttribute('class')).toContain('StripeElement--complete')
  const seen = await page.evaluate(
    `stripe.confirmCardPayment('${secret}', { payment_method: { card: made.card, billing_details: { name: 'Ada' } } })`,
  )

  expect(seen).toMatchObject({ paymentIntent: { id, status: 'succeeded' } })
  const intent = await world.stripe.paymentIntents.retrieve(id, { expand: ['payment_method'] })
  expect(intent.payment_method).toMatchObject({
    card: { brand: 'mastercard', last4: '4444' },
    billing_details: { name: 'Ada', address: { postal_code: '94107' } },
  })
})

test('a card typed in three frames is one card, and its number never reaches the page', async () => {
  const page = await mount(split)
  await page.evaluate(
    `window.messages = []; addEventListener('message', ({ data }) => messages.push(JSON.stringify(data)))`,
  )
  await page.frameLocator('#cardNumber iframe').getByLabel('Credit or debit card number').fill('378282246310005')
  await page.frameLocator('#cardExpiry iframe').getByLabel('Credit or debit card expiration date').fill('11/33')
  const cvc = page.frameLocator('#cardCvc iframe').getByLabel('Credit or debit card CVC/CVV')

  await expect
    .poll(async () => {
      await cvc.fill('1234')
      return page.evaluate('heard.cardCvc?.complete')
    })
    .toBe(true)
  const seen = await page.evaluate(`stripe.createPaymentMethod({ type: 'card', card: made.cardNumber })`)

  expect(seen).toMatchObject({
    paymentMethod: { card: { brand: 'amex', last4: '0005', exp_month: 11, exp_year: 2033 } },
  })
  expect(String(await page.evaluate('messages.join()')).replaceAll(/\D/g, '')).not.toContain('37828224631')
})

test('what is missing in one of three frames is the answer of the call', async () => {
  const page = await mount(split)
  await page.frameLocator('#cardNumber iframe').getByLabel('Credit or debit card number').fill('4242424242424242')

  const seen = await page.evaluate(`stripe.createPaymentMethod({ type: 'card', card: made.cardNumber })`)

  expect(seen).toMatchObject({ error: { type: 'validation_error', code: 'incomplete_expiry' } })
})

test('style, placeholder and disabled of the shop reach a single field', async () => {
  const style = { base: { color: 'rgb(1, 2, 3)', '::placeholder': { color: 'rgb(4, 5, 6)' } } }
  const page = await mount(['cardNumber'], { cardNumber: { style, placeholder: 'Number please', disabled: true } })

  const input = page.frameLocator('#cardNumber iframe').getByPlaceholder('Number please')

  expect(await input.evaluate((node) => getComputedStyle(node).color)).toBe('rgb(1, 2, 3)')
  expect(await input.evaluate((node) => getComputedStyle(node, '::placeholder').color)).toBe('rgb(4, 5, 6)')
  expect(await input.isDisabled()).toBe(true)
})

test('a token of a Card Element becomes a payment method once', async () => {
  const page = await mount(['card'])
  const card = page.frameLocator('iframe[title="Secure card payment input frame"]')
  await card.getByLabel('Credit or debit card number').fill('4242424242424242')
  await card.getByLabel('Credit or debit card expiration date').fill('12/34')
  await card.getByLabel('Credit or debit card CVC/CVV').fill('123')
  await card.getByLabel('ZIP').fill('94107')

  const seen = await page.evaluate(`stripe.createToken(made.card, { name: 'Ada' })`)

  expect(seen).toMatchObject({
    token: { object: 'token', card: { brand: 'Visa', last4: '4242', address_zip: '94107', name: 'Ada' } },
  })
  const token = String(await page.evaluate(`stripe.createToken(made.card).then(({ token }) => token.id)`))
  const method = await world.stripe.paymentMethods.create({ type: 'card', card: { token } })
  expect(method.card).toMatchObject({ last4: '4242', exp_year: 2034 })
  await expect(world.stripe.paymentMethods.create({ type: 'card', card: { token } })).rejects.toThrow(
    'You cannot use a Stripe token more than once',
  )
})
