import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { openCheckoutWorld, type CheckoutWorld } from './open-checkout.ts'

let world: CheckoutWorld
beforeAll(async () => {
  world = await openCheckoutWorld()
})
afterAll(() => world[Symbol.asyncDispose]())

const accordion = JSON.stringify({ layout: { type: 'accordion', defaultCollapsed: true } })

describe('several methods', () => {
  test('stand in tabs that arrow keys move between, in the order of the shop', async () => {
    const options = JSON.stringify({ paymentMethodOrder: ['us_bank_account', 'card'] })
    const { page, card, events } = await world.open({ methods: 'card us_bank_account sepa_debit', options })
    const tabs = card.getByRole('tab')
    expect(await tabs.allTextContents()).toEqual(['US bank account', 'Card'])

    await tabs.first().focus()
    await page.keyboard.press('ArrowRight')

    expect(await card.getByRole('tab', { selected: true }).textContent()).toBe('Card')
    expect(await card.getByLabel('Card number').isVisible()).toBe(true)
    expect(await card.getByLabel('Routing number').isVisible()).toBe(false)
    const change = { elementType: 'payment', empty: true, complete: false, type: 'card' }
    expect((await events()).at(-1)).toBe(`change ${JSON.stringify(change)}`)
  })

  test('stand in an accordion that can start folded, and must be opened to be submitted', async () => {
    const { card, pay, result } = await world.open({ methods: 'card us_bank_account', options: accordion })
    expect(await card.getByRole('button', { expanded: true }).count()).toBe(0)
    await pay()
    expect(await result()).toBe('submit: Please provide complete payment details.')

    await card.getByRole('button', { name: 'Card' }).click()
    await card.getByLabel('Use a test card').selectOption('4242424242424242')
    await pay()

    await expect.poll(result).toMatch(/^token: /)
  })
})

describe('bank debits', () => {
  test('a US bank account is checked as it is typed, and is the method of a token with its mandate', async () => {
    const { card, pay, result } = await world.open({ methods: 'us_bank_account' })
    await card.getByLabel('Full name').fill('Jenny Rosen')
    await card.getByLabel('Email').fill('jenny@example.com')
    await card.getByLabel('Routing number').fill('110000000')
    await card.getByLabel('Account number', { exact: true }).fill('000123456789')
    await card.getByLabel('Confirm account number').fill('000123456788')
    await pay()
    expect(await result()).toBe('submit: Your account numbers do not match.')

    await card.getByLabel('Confirm account number').fill('000123456789')
    expect(await card.getByText('you authorize this shop to debit').isVisible()).toBe(true)
    await pay()

    await expect.poll(result).toMatch(/^token: /)
    const token = await world.stripe.confirmationTokens.retrieve((await result()).replace('token: ', ''))
    expect(token.payment_method_preview).toMatchObject({
      type: 'us_bank_account',
      us_bank_account: { last4: '6789', routing_number: '110000000' },
      billing_details: { name: 'Jenny Rosen', email: 'jenny@example.com' },
    })
    expect(token.mandate_data?.customer_acceptance.type).toBe('online')
  })

  test('a SEPA debit is confirmed in the page and is then processing', async () => {
    const intent = await world.stripe.paymentIntents.create({
      amount: 30_00,
      currency: 'eur',
      allowed_payment_method_types: ['card', 'sepa_debit'],
    })
    const { card, pay, result } = await world.open({ clientSecret: intent.client_secret ?? '' })
    await card.getByRole('tab', { name: 'SEPA Debit' }).click()
    await card.getByLabel('Use a test IBAN').selectOption('DE89370400440532013000')

    await pay()

    expect(await result()).toBe('intent: processing')
    const now = await world.stripe.paymentIntents.retrieve(intent.id, { expand: ['payment_method'] })
    expect(now).toMatchObject({
      status: 'processing',
      payment_method: { type: 'sepa_debit', sepa_debit: { last4: '3000' } },
    })
  })
})

describe('saved methods', () => {
  const features = {
    payment_method_redisplay: 'enabled',
    payment_method_save: 'enabled',
    payment_method_save_usage: 'off_session',
  } as const

  async function customerWithCard() {
    const customer = await world.stripe.customers.create({ name: 'Ada' })
    const method = await world.stripe.paymentMethods.attach('pm_card_visa', { customer: customer.id })
    await world.stripe.paymentMethods.update(method.id, { allow_redisplay: 'always' })
    const { client_secret: session } = await world.stripe.customerSessions.create({
      customer: customer.id,
      components: { payment_element: { enabled: true, features } },
    })
    return { customer: customer.id, method: method.id, session }
  }

  test('are offered first by brand and last digits, and one is paid with as it is', async () => {
    const { customer, method, session } = await customerWithCard()
    const { page, card, pay, result, events } = await world.open({ session })
    expect(await card.getByRole('radio').count()).toBe(2)
    expect(await card.getByLabel('Visa ···· 4242').isChecked()).toBe(true)
    expect(await card.getByLabel('Card number').isVisible()).toBe(false)
    expect(await page.content()).not.toContain(method)

    await pay()

    const token = await world.stripe.confirmationTokens.retrieve((await result()).replace('token: ', ''))
    expect(token.payment_method_preview?.card).toMatchObject({ brand: 'visa', last4: '4242' })
    const complete = { elementType: 'payment', empty: false, complete: true, type: 'card' }
    expect(await events()).toContain(`change ${JSON.stringify(complete)}`)
    const intent = await world.stripe.paymentIntents.create({
      amount: 20_00,
      currency: 'usd',
      customer,
      confirm: true,
      confirmation_token: token.id,
      return_url: 'https://shop.example',
    })
    expect(intent).toMatchObject({ status: 'succeeded', payment_method: method })
  })

  test('get a new one when the customer ticks the box', async () => {
    const { session } = await customerWithCard()
    const { card, pay, result } = await world.open({ session })
    await card.getByLabel('New payment method').check()
    await card.getByLabel('Use a test card').selectOption('5555555555554444')
    await card.getByLabel('Save payment details for future purchases').check()

    await pay()

    const token = await world.stripe.confirmationTokens.retrieve((await result()).replace('token: ', ''))
    expect(token.setup_future_usage).toBe('off_session')
    expect(token.payment_method_preview).toMatchObject({ allow_redisplay: 'always', card: { last4: '4444' } })
  })

  test('are not shown for an expired session', async () => {
    const { card } = await world.open({ session: 'cuss_secret_unknown' })

    expect(await card.getByRole('radio').count()).toBe(0)
    expect(await card.getByLabel('Card number').isVisible()).toBe(true)
  })
})
