import { afterAll, beforeAll, expect, test } from 'vitest'

import { openCheckoutWorld, type Checkout, type CheckoutWorld } from './open-checkout.ts'

let world: CheckoutWorld
let checkout: Checkout
beforeAll(async () => {
  world = await openCheckoutWorld()
  checkout = await world.open()
})
afterAll(() => world[Symbol.asyncDispose]())

/** Runs plain JavaScript in the shop's page, as a page without React would; what it throws becomes text. */
async function inPage(script: string): Promise<unknown> {
  const setUp = `const stripe = Stripe('${world.sandbox.publishableKey}'); const node = document.createElement('div'); document.body.append(node)`
  const deferred = `const deferred = { mode: 'payment', amount: 1000, currency: 'usd' }`
  return checkout.page.evaluate(
    `(async () => { ${setUp}; ${deferred}; ${script} })().catch((error) => error.name + ': ' + error.message)`,
  )
}

test('window.Stripe works with and without new, and takes test keys only', async () => {
  expect(await inPage(`return typeof new Stripe('pk_test_1').elements + Stripe.version`)).toBe('functionendive')
  expect(await inPage(`Stripe('sk_test_1')`)).toContain('You should not use your secret key with Stripe.js.')
  expect(await inPage(`Stripe('pk_live_1')`)).toContain('never a live one')
  expect(await inPage(`Stripe()`)).toContain('IntegrationError')
})

test('an element without a wrapper mounts, updates its look and is gone after destroy', async () => {
  const seen = await inPage(`
    const elements = stripe.elements(deferred)
    const element = elements.create('payment')
    element.mount(node)
    await new Promise((resolve) => element.on('ready', resolve))
    const late = await new Promise((resolve) => element.on('ready', resolve))
    await elements.update({ appearance: { theme: 'night' }, amount: 2000 })
    const { error } = await elements.submit()
    const same = elements.getElement('payment') === element
    element.destroy()
    element.off('ready')
    return { late, code: error.code, same, left: node.childElementCount, after: elements.getElement('payment') }`)

  expect(seen).toEqual({
    late: { elementType: 'payment' },
    code: 'incomplete_number',
    same: true,
    left: 0,
    after: null,
  })
})

test('a shop that turns dark takes the element with it', async () => {
  await inPage(`
    node.id = 'dark'
    const elements = stripe.elements(deferred)
    elements.create('payment').mount('#dark')
    const card = elements.getElement('payment')
    await new Promise((resolve) => card.on('ready', resolve))
    await elements.update({ appearance: { theme: 'night' } })`)

  const label = checkout.page.frameLocator('#dark iframe').getByText('Card number')
  await expect.poll(() => label.evaluate((node) => getComputedStyle(node).color)).toBe('rgb(255, 255, 255)')
})

test.each([
  [`stripe.elements({ mode: 'payment', amount: 10.5, currency: 'usd' })`, 'amount should be an integer'],
  [`stripe.elements({ mode: 'payment', amount: 10, currency: 'USD' })`, 'currency should be a three-letter ISO'],
  [`stripe.elements({ mode: 'pay' })`, 'mode should be one of'],
  [`stripe.elements({ clientSecret: 'pi_1' })`, 'clientSecret should be a client secret'],
  [`stripe.elements().create('payment')`, 'you must pass a clientSecret or mode'],
  [`stripe.elements(deferred).create('iban')`, "does not offer elements.create('iban') yet"],
  [
    `const g = stripe.elements(deferred); g.create('payment'); g.create('payment')`,
    'Can only create one payment Element',
  ],
  [`stripe.elements(deferred).create('payment').mount('#nowhere')`, 'applies to no DOM elements'],
  [`await stripe.elements(deferred).submit()`, 'should have a mounted Payment Element'],
  [`await stripe.createConfirmationToken({ elements: stripe.elements(deferred) })`, 'elements.submit() must be called'],
  [`await stripe.createConfirmationToken({ elements: {} })`, 'made by this Stripe object'],
  [`await stripe.confirmPayment({ clientSecret: 'pi_1_secret_2' })`, 'return_url'],
  [`await stripe.retrievePaymentIntent('pi_1')`, 'intent secret: value should be a client secret'],
  [`await stripe.createToken({})`, 'tokens of a mounted card Element only'],
])('%s is an integration error', async (script, message) => {
  const said = await inPage(script)

  expect(said).toContain('IntegrationError: ')
  expect(said).toContain(message)
})

test('an error of the API resolves and never rejects', async () => {
  const seen = await inPage(`return stripe.retrievePaymentIntent('pi_none_secret_none')`)

  expect(seen).toMatchObject({ error: { type: 'invalid_request_error', code: 'resource_missing' } })
})

test('a payment is confirmed with a method that exists, without an element', async () => {
  const { client_secret: secret, id } = await world.stripe.paymentIntents.create({ amount: 1000, currency: 'eur' })

  const seen = await inPage(`return stripe.confirmCardPayment('${secret}', { payment_method: 'pm_card_visa' })`)

  expect(seen).toMatchObject({ paymentIntent: { id, status: 'succeeded' } })
})

test('an unknown option is a warning on the console', async () => {
  const { page } = await world.open()
  const warning = page.waitForEvent('console', (message) => message.type() === 'warning')

  await page.evaluate(`Stripe('pk_test_1').elements({ mode: 'setup', currency: 'usd', colour: 'red' })`)

  expect((await warning).text()).toContain('Unrecognized elements() parameter: colour is not a recognized parameter')
})

test('a client secret that the sandbox does not know is a load error', async () => {
  const { events } = await world.open({ clientSecret: 'pi_unknown_secret_unknown' })

  expect((await events()).at(-1)).toMatch(/^loaderror No such payment_intent/)
})
