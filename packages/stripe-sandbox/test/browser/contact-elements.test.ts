import { afterAll, beforeAll, expect, test } from 'vitest'

import { openCheckoutWorld, type CheckoutWorld } from './open-checkout.ts'

let world: CheckoutWorld
beforeAll(async () => {
  world = await openCheckoutWorld()
})
afterAll(() => world[Symbol.asyncDispose]())

test('address and email elements beside the Payment Element become part of what it makes', async () => {
  const { page, card, pay, result, events } = await world.open({ beside: 'email shipping billing' })
  const email = page.frameLocator('iframe[title="Secure email input frame"]')
  const shipping = page.frameLocator('iframe[title="Secure address input frame"]').first()
  const billing = page.frameLocator('iframe[title="Secure address input frame"]').last()
  await email.getByLabel('Email').fill('ada@example.com')
  await shipping.getByLabel('Full name').fill('Ada Lovelace')
  await shipping.getByLabel('Country or region').selectOption('GB')
  await shipping.getByLabel('Address', { exact: true }).fill('12 St James Square')
  await shipping.getByLabel('Town or city').fill('London')
  await shipping.getByLabel('Postal code').fill('SW1Y 4JH')
  await shipping.getByLabel('Phone number').fill('+442012345678')
  await billing.getByLabel('Full name').fill('Charles Babbage')
  await billing.getByLabel('Address', { exact: true }).fill('1 Main Street')
  await billing.getByLabel('City').fill('Portland')
  await billing.getByLabel('State').selectOption('OR')
  await billing.getByLabel('ZIP code').fill('97201')
  expect(await card.getByLabel('Country').isVisible()).toBe(false)
  await card.getByLabel('Use a test card').selectOption('4242424242424242')

  await pay()

  const token = await world.stripe.confirmationTokens.retrieve((await result()).replace('token: ', ''))
  expect(token.payment_method_preview?.billing_details).toMatchObject({
    name: 'Charles Babbage',
    email: 'ada@example.com',
    address: { line1: '1 Main Street', city: 'Portland', state: 'OR', postal_code: '97201', country: 'US' },
  })
  expect(token.shipping).toMatchObject({
    name: 'Ada Lovelace',
    phone: '+442012345678',
    address: { line1: '12 St James Square', city: 'London', postal_code: 'SW1Y 4JH', country: 'GB', state: null },
  })
  expect(await events()).toContain('email true ada@example.com')
  expect(await events()).toContain('shipping true Ada Lovelace')
})

test('what is missing in the elements beside it stops the submission, there where it is missing', async () => {
  const { page, card, pay, result } = await world.open({ beside: 'email shipping' })
  await card.getByLabel('Use a test card').selectOption('4242424242424242')
  const email = page.frameLocator('iframe[title="Secure email input frame"]')
  const address = page.frameLocator('iframe[title="Secure address input frame"]')
  await email.getByLabel('Email').fill('ada@example')

  await pay()
  expect(await result()).toBe('submit: Your email is invalid.')
  expect(await email.getByRole('alert').textContent()).toBe('Your email is invalid.')
  await email.getByLabel('Email').fill('ada@example.com')
  await pay()

  await expect.poll(result).toBe('submit: This field is incomplete.')
  expect(await address.getByLabel('Full name').getAttribute('aria-invalid')).toBe('true')
  expect(await address.locator(':focus').getAttribute('name')).toBe('name')
})

test('an Address Element alone takes defaults, offers only the countries of the shop and gives its value', async () => {
  const { page } = await world.open()
  await page.evaluate(`(async () => {
    const node = document.createElement('div')
    document.body.append(node)
    window.address = Stripe('${world.sandbox.publishableKey}').elements().create('address', {
      mode: 'billing',
      allowedCountries: ['CA', 'FR'],
      display: { name: 'split' },
      defaultValues: { firstName: 'Ada', lastName: 'King', address: { country: 'CA', line1: '1 Rue Sherbrooke', city: 'Montréal', state: 'QC', postal_code: 'H2X 1X6' } },
    })
    window.address.mount(node)
    await new Promise((resolve) => window.address.on('ready', resolve))
  })()`)
  const address = page.frameLocator('iframe[title="Secure address input frame"]')

  const value = await page.evaluate('window.address.getValue()')

  expect(value).toMatchObject({
    complete: true,
    value: { name: 'Ada King', firstName: 'Ada', address: { state: 'QC', country: 'CA', postal_code: 'H2X 1X6' } },
  })
  expect(await address.getByLabel('Country or region').locator('option').allTextContents()).toEqual([
    'Canada',
    'France',
  ])
  await address.getByLabel('Country or region').selectOption('FR')
  expect(await address.getByLabel('Province').isVisible()).toBe(false)
  expect(await page.evaluate('window.address.getValue()')).toMatchObject({
    value: { address: { state: '', country: 'FR' } },
  })
})
