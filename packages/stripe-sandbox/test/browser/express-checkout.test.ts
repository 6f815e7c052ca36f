import { afterAll, beforeAll, expect, test } from 'vitest'

import { openCheckoutWorld, type Checkout, type CheckoutWorld } from './open-checkout.ts'

let world: CheckoutWorld
beforeAll(async () => {
  world = await openCheckoutWorld()
})
afterAll(() => world[Symbol.asyncDispose]())

async function openWallet(
  button: string,
  query: Record<string, string> = {},
): Promise<Checkout & { sheet: Checkout['card'] }> {
  const checkout = await world.open({ beside: 'express', ...query })
  const { page } = checkout
  await page.frameLocator('iframe[title="Secure express checkout frame"]').getByRole('button', { name: button }).click()
  return { ...checkout, sheet: page.frameLocator('iframe[title="Sandbox wallet"]') }
}

test('a wallet asks for what the shop needs, follows its prices and becomes a token', async () => {
  const { page, sheet, result, events } = await openWallet('Google Pay')
  expect(await events()).toContain('wallets googlePay link')
  await sheet.getByLabel('Oranienstraße 25').check()
  await sheet.getByLabel('Fast').check()

  await sheet.getByRole('button', { name: 'Pay $25.00' }).click()

  const token = await world.stripe.confirmationTokens.retrieve((await result()).replace('token: ', ''))
  expect(token.payment_method_preview).toMatchObject({
    card: { last4: '4242' },
    billing_details: { name: 'Jenny Rosen', email: 'jenny.rosen@example.com' },
  })
  expect(token.shipping).toMatchObject({ name: 'Jenny Rosen', address: { country: 'DE', city: 'Berlin' } })
  expect(await events()).toContain('confirm google_pay DE fast')
  await expect.poll(() => page.locator('iframe[title="Sandbox wallet"]').count()).toBe(0)
})

test('an address that the shop refuses is said in the sheet', async () => {
  const { sheet, events } = await openWallet('Pay with Link')

  await sheet.getByLabel('12 St James Square').check()

  await sheet.getByText('The shop does not deliver there.').waitFor()
  expect(await events()).toContain('ships to GB')
})

test.each(['Escape', 'the close button'])('%s closes the wallet, and the shop hears of it', async (way) => {
  const { page, sheet, events } = await openWallet('Pay with Link')
  await sheet.getByRole('button', { name: 'Pay $20.00' }).waitFor()

  if (way === 'Escape') await page.keyboard.press('Escape')
  else await page.getByRole('button', { name: 'Close the wallet' }).click()

  await expect.poll(events).toContain('cancel')
  expect(await page.locator('iframe[title="Sandbox wallet"]').count()).toBe(0)
})

test('a card of the wallet is confirmed in the page, with the challenge of its bank', async () => {
  const { client_secret: clientSecret } = await world.stripe.paymentIntents.create({ amount: 20_00, currency: 'usd' })
  const { sheet, challenge, result } = await openWallet('Google Pay', { clientSecret: clientSecret ?? '' })
  await sheet.getByLabel('Asks for authentication').check()

  await sheet.getByRole('button', { name: 'Pay $20.00' }).click()
  await challenge.getByRole('button', { name: 'Complete authentication' }).click()

  expect(await result()).toBe('intent: succeeded')
})
