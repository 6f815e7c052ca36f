import { afterAll, beforeAll, expect, test } from 'vitest'

import { openCheckoutWorld, type CheckoutWorld } from './open-checkout.ts'

let world: CheckoutWorld
beforeAll(async () => {
  world = await openCheckoutWorld()
})
afterAll(() => world[Symbol.asyncDispose]())

async function newSetup() {
  const customer = await world.stripe.customers.create({ name: 'Ada' })
  const setup = await world.stripe.setupIntents.create({
    customer: customer.id,
    allowed_payment_method_types: ['card', 'us_bank_account'],
  })
  return { customer: customer.id, id: setup.id, clientSecret: setup.client_secret ?? '' }
}

test('a card that the bank asks about is saved to the customer after the challenge', async () => {
  const { customer, id, clientSecret } = await newSetup()
  const { card, challenge, pay, result } = await world.open({ clientSecret })
  await card.getByLabel('Use a test card').selectOption('4000002500003155')
  expect(await card.getByText('you allow this shop to charge your card for future payments').isVisible()).toBe(true)

  await pay()
  await challenge.getByRole('button', { name: 'Complete authentication' }).click()

  expect(await result()).toBe('setup: succeeded')
  const setup = await world.stripe.setupIntents.retrieve(id, { expand: ['payment_method'] })
  expect(setup.payment_method).toMatchObject({ customer, card: { last4: '3155' } })
})

test('a refused challenge is Stripe’s error, and the form can be used again', async () => {
  const { clientSecret } = await newSetup()
  const { card, challenge, pay, result } = await world.open({ clientSecret })
  await card.getByLabel('Use a test card').selectOption('4000002500003155')
  await pay()

  await challenge.getByRole('button', { name: 'Fail authentication' }).click()
  expect(await result()).toMatch(/^error: setup_intent_authentication_failure: We are unable to authenticate/)
  await card.getByLabel('Use a test card').selectOption('4242424242424242')
  await pay()

  await expect.poll(result).toBe('setup: succeeded')
})

test('a bank account waits for its micro-deposits, and the page does not', async () => {
  const { clientSecret } = await newSetup()
  const { card, pay, result } = await world.open({ clientSecret })
  await card.getByRole('tab', { name: 'US bank account' }).click()
  await card.getByLabel('Use a test account').selectOption('000123456789')

  await pay()

  expect(await result()).toBe('setup: requires_action')
})

test('a setup leads to the return address with what Stripe adds to it', async () => {
  const { id, clientSecret } = await newSetup()
  const { page, card, pay } = await world.open({ clientSecret, redirect: 'always' })
  await card.getByLabel('Use a test card').selectOption('4242424242424242')

  await pay()
  await page.waitForURL(/\/thanks/)

  expect(Object.fromEntries(new URL(page.url()).searchParams)).toEqual({
    setup_intent: id,
    setup_intent_client_secret: clientSecret,
    redirect_status: 'succeeded',
  })
})

test('an account of the shop’s own form is confirmed, and then proved by its micro-deposits', async () => {
  const { clientSecret } = await newSetup()
  const { page } = await world.open()
  await page.evaluate(`window.stripe = Stripe('${world.sandbox.publishableKey}')`)
  const account = { account_holder_type: 'individual', routing_number: '110000000', account_number: '000123456789' }
  const method = { us_bank_account: account, billing_details: { name: 'Ada', email: 'ada@example.com' } }

  const confirmed = await page.evaluate(
    `stripe.confirmUsBankAccountSetup('${clientSecret}', { payment_method: ${JSON.stringify(method)} })`,
  )
  const wrong = await page.evaluate(`stripe.verifyMicrodepositsForSetup('${clientSecret}', { amounts: [1, 2] })`)
  const proved = await page.evaluate(`stripe.verifyMicrodepositsForSetup('${clientSecret}', { amounts: [32, 45] })`)

  expect(confirmed).toMatchObject({ setupIntent: { status: 'requires_action' } })
  expect(wrong).toMatchObject({ error: { type: 'invalid_request_error' } })
  expect(proved).toMatchObject({ setupIntent: { status: 'succeeded' } })
})
