import { afterAll, beforeAll, expect, test } from 'vitest'

import { openCheckoutWorld, type CheckoutWorld } from './open-checkout.ts'

let world: CheckoutWorld
beforeAll(async () => {
  world = await openCheckoutWorld()
})
afterAll(() => world[Symbol.asyncDispose]())

test('the unchanged React packages mount one Payment Element under StrictMode', async () => {
  const { page, card, events } = await world.open()

  await expect.poll(() => page.locator('iframe').count()).toBe(1)
  expect(await events()).toEqual(['loaderstart', 'ready'])
  expect(await page.locator('iframe').getAttribute('src')).toContain(`${world.sandbox.url}/elements/payment?`)
  expect(await card.getByText('Never type a real card.').isVisible()).toBe(true)
})

test('a typed card becomes a confirmation token with brand and last four digits', async () => {
  const { typeCard, pay, result, events } = await world.open()
  await typeCard('4242424242424242')

  await pay()

  const id = (await result()).replace('token: ', '')
  const token = await world.stripe.confirmationTokens.retrieve(id)
  expect(token.payment_method_preview?.card).toMatchObject({
    brand: 'visa',
    last4: '4242',
    exp_month: 12,
    exp_year: 2034,
  })
  expect(token.payment_method_preview?.billing_details.address).toMatchObject({ country: 'US', postal_code: '94107' })
  const complete = { elementType: 'payment', empty: false, complete: true, type: 'card' }
  expect(await events()).toContain(`change ${JSON.stringify(complete)}`)
})

test('submitting an empty form names what is missing beside each field and moves to the first', async () => {
  const { card, pay, result } = await world.open()

  await pay()

  expect(await result()).toBe('submit: Your card number is incomplete.')
  const messages = await card.getByRole('alert').allTextContents()
  expect(messages).toEqual([
    'Your card number is incomplete.',
    'Your card’s expiration date is incomplete.',
    'Your card’s security code is incomplete.',
    'Your postal code is incomplete.',
  ])
  const number = card.getByLabel('Card number')
  expect(await number.getAttribute('aria-invalid')).toBe('true')
  expect(await card.locator(':focus').getAttribute('name')).toBe('number')
})

test('a message appears when a field is left and goes when it is corrected', async () => {
  const { card } = await world.open()
  const expiry = card.getByLabel('Expiration date')
  await expiry.fill('01 / 20')

  await card.getByLabel('Security code').focus()

  const message = card.getByText('Your card’s expiration date is in the past.')
  await message.waitFor()
  expect(await expiry.getAttribute('aria-describedby')).toBe(await message.getAttribute('id'))
  await expiry.fill('01 / 40')
  await message.waitFor({ state: 'hidden' })
  expect(await expiry.getAttribute('aria-describedby')).toBeNull()
})

test('a wrong check digit is said as soon as the number is complete', async () => {
  const { card } = await world.open()

  await card.getByLabel('Card number').pressSequentially('4242424242424241')

  await expect.poll(() => card.getByRole('alert').allTextContents()).toEqual(['Your card number is invalid.'])
})

test('typing moves from field to field and deleting steps over the separators', async () => {
  const { page, card } = await world.open()
  const number = card.getByLabel('Card number')

  await number.pressSequentially('378282246310005')
  await page.keyboard.type('1234')
  await page.keyboard.type('1234')

  expect(await number.inputValue()).toBe('3782 822463 10005')
  expect(await card.getByLabel('Expiration date').inputValue()).toBe('12 / 34')
  expect(await card.getByLabel('Security code').inputValue()).toBe('1234')
  await card.getByLabel('Expiration date').focus()
  await page.keyboard.press('End')
  for (let press = 0; press < 3; press += 1) await page.keyboard.press('Backspace')
  expect(await card.getByLabel('Expiration date').inputValue()).toBe('1')
})

test('the picker fills in a test card that can be paid with at once', async () => {
  const { card, pay, result } = await world.open()

  await card.getByLabel('Use a test card').selectOption({ label: 'Insufficient funds ···· 9995' })
  await pay()

  expect(await result()).toMatch(/^token: ctoken_/)
})

test('a card that is not a test card is refused by the sandbox', async () => {
  const { typeCard, pay, result } = await world.open()
  await typeCard('4539148803436467')

  await pay()

  expect(await result()).toMatch(
    /^error: Your card was declined\. Your request was in test mode, but used a non test \(live\) card/,
  )
})

test('countries without a postal code check do not ask for one', async () => {
  const { card, pay, result } = await world.open()
  await card.getByLabel('Card number').fill('4242424242424242')
  await card.getByLabel('Expiration date').fill('12/34')
  await card.getByLabel('Security code').fill('123')

  await card.getByLabel('Country').selectOption('DE')
  await pay()

  expect(await result()).toMatch(/^token: /)
})

test('appearance and options of the shop reach the form', async () => {
  const appearance = JSON.stringify({ theme: 'night', variables: { colorPrimary: '#ff00aa' } })
  const options = JSON.stringify({
    layout: 'accordion',
    fields: { billingDetails: { address: 'never' } },
    defaultValues: { billingDetails: { address: { country: 'CA' } } },
  })

  const { page, card } = await world.open({ appearance, options })

  const number = card.getByLabel('Card number')
  await number.focus()
  await expect.poll(() => number.evaluate((input) => getComputedStyle(input).borderColor)).toBe('rgb(255, 0, 170)')
  expect(await card.locator('body').evaluate((body) => getComputedStyle(body).color)).toBe('rgb(255, 255, 255)')
  expect(await card.getByLabel('Country').isVisible()).toBe(false)
  expect(await page.locator('iframe').evaluate((frame) => getComputedStyle(frame).borderWidth)).toBe('0px')
})

test('two groups on one page do not hear each other', async () => {
  const { page, card, typeCard, pay, result } = await world.open({ groups: '2' })
  await page.getByLabel('events').nth(1).filter({ hasText: 'ready' }).waitFor()
  await typeCard('4242424242424242')

  await pay()

  expect(await result()).toMatch(/^token: /)
  expect(await page.getByLabel('events').nth(1).textContent()).not.toContain('change')
  expect(await card.getByLabel('Card number').inputValue()).toBe('4242 4242 4242 4242')
})
