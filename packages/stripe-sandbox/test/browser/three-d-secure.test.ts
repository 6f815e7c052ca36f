import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { openCheckoutWorld, type CheckoutWorld } from './open-checkout.ts'

let world: CheckoutWorld
beforeAll(async () => {
  world = await openCheckoutWorld()
})
afterAll(() => world[Symbol.asyncDispose]())

const failed =
  'error: payment_intent_authentication_failure: We are unable to authenticate your payment method. Please choose a different payment method and try again.'

/** The shop's server confirms with the page's token, as in the deferred flow; the bank then wants to know. */
async function confirmedOnServer(card: string) {
  const checkout = await world.open()
  await checkout.typeCard(card)
  await checkout.pay()
  const confirmationToken = (await checkout.result()).replace('token: ', '')
  await checkout.page.close()
  const intent = await world.stripe.paymentIntents.create({
    amount: 20_00,
    currency: 'usd',
    confirm: true,
    confirmation_token: confirmationToken,
    return_url: 'https://shop.test/return',
  })
  return { id: intent.id, clientSecret: intent.client_secret ?? '', intent }
}

async function newIntent(): Promise<string> {
  const { client_secret: secret } = await world.stripe.paymentIntents.create({ amount: 20_00, currency: 'usd' })
  return secret ?? ''
}

describe('handleNextAction', () => {
  test('shows the challenge in the page and returns the paid intent', async () => {
    const { id, clientSecret, intent } = await confirmedOnServer('4000002500003155')
    expect(intent.next_action?.type).toBe('use_stripe_sdk')
    const { page, challenge, result } = await world.open({ act: clientSecret })

    await page.getByRole('button', { name: 'Authenticate' }).click()
    await challenge.getByText('$20.00').waitFor()
    await challenge.getByRole('button', { name: 'Complete authentication' }).click()

    expect(await result()).toBe('intent: succeeded')
    expect(await page.locator('dialog').count()).toBe(0)
    expect(await world.stripe.paymentIntents.retrieve(id)).toMatchObject({ status: 'succeeded' })
  })

  test('returns Stripe’s error when the authentication fails', async () => {
    const { id, clientSecret } = await confirmedOnServer('4000002500003155')
    const { page, challenge, result } = await world.open({ act: clientSecret })

    await page.getByRole('button', { name: 'Authenticate' }).click()
    await challenge.getByRole('button', { name: 'Fail authentication' }).click()

    expect(await result()).toBe(failed)
    const intent = await world.stripe.paymentIntents.retrieve(id)
    expect(intent.status).toBe('requires_payment_method')
    expect(intent.last_payment_error?.code).toBe('payment_intent_authentication_failure')
  })

  test.each(['Escape', 'the close button'])('%s cancels the authentication and gives the focus back', async (way) => {
    const { clientSecret } = await confirmedOnServer('4000002500003155')
    const { page, challenge, result } = await world.open({ act: clientSecret })
    await page.getByRole('button', { name: 'Authenticate' }).click()
    await challenge.getByRole('button', { name: 'Complete authentication' }).waitFor()

    if (way === 'Escape') await page.keyboard.press('Escape')
    else await page.getByRole('button', { name: 'Cancel authentication' }).click()

    expect(await result()).toBe(failed)
    expect(await page.evaluate('document.activeElement.textContent')).toBe('Authenticate')
  })

  test('leaves an intent alone that needs nothing', async () => {
    const { clientSecret } = await confirmedOnServer('4242424242424242')
    const { page, result } = await world.open({ act: clientSecret })

    await page.getByRole('button', { name: 'Authenticate' }).click()

    expect(await result()).toBe('intent: succeeded')
  })
})

describe('confirmPayment with a client secret', () => {
  test('stays in the page when no redirect is needed', async () => {
    const { typeCard, pay, result, challenge } = await world.open({ clientSecret: await newIntent() })
    await typeCard('4000002760003184')

    await pay()
    await challenge.getByRole('button', { name: 'Complete authentication' }).click()

    expect(await result()).toBe('intent: succeeded')
  })

  test('resolves a decline as an error, and the same intent can be paid with another card', async () => {
    const { card, typeCard, pay, result } = await world.open({ clientSecret: await newIntent() })
    await typeCard('4000000000009995')
    await pay()
    expect(await result()).toMatch(/^error: card_declined: Your card has insufficient funds/)
    const message = card.getByText('Your card has insufficient funds.')
    expect(await message.getAttribute('id')).toBe(await card.getByLabel('Card number').getAttribute('aria-describedby'))

    await card.getByLabel('Use a test card').selectOption('4242424242424242')
    await pay()

    await expect.poll(result).toBe('intent: succeeded')
  })

  test('explains beside the number what the bank said after the challenge', async () => {
    const { card, challenge, typeCard, pay, result } = await world.open({ clientSecret: await newIntent() })
    await typeCard('4000008260003178')
    await pay()

    await challenge.getByRole('button', { name: 'Complete authentication' }).click()

    expect(await result()).toMatch(/^error: card_declined: Your card has insufficient funds/)
    expect(await card.getByRole('alert').allTextContents()).toEqual(['Your card has insufficient funds.'])
  })

  test('goes to the return address with what Stripe adds to it', async () => {
    const clientSecret = await newIntent()
    const { page, typeCard, pay } = await world.open({ clientSecret, redirect: 'always' })
    await typeCard('4242424242424242')

    await pay()
    await page.waitForURL(/\/thanks/)

    const query = Object.fromEntries(new URL(page.url()).searchParams)
    expect(query).toEqual({
      payment_intent: clientSecret.split('_secret_')[0],
      payment_intent_client_secret: clientSecret,
      redirect_status: 'succeeded',
    })
  })
})

describe('the challenge page on its own', () => {
  test('returns to the shop, and cannot be answered a second time', async () => {
    const { id: confirmation_token } = world.sandbox.confirmationToken({ card: '4000002760003184' })
    const { page } = await world.open()
    const returnUrl = new URL('/back?order=1', page.url()).href
    const intent = await world.stripe.paymentIntents.create({
      amount: 1050,
      currency: 'jpy',
      confirm: true,
      confirmation_token,
      use_stripe_sdk: false,
      return_url: returnUrl,
    })
    const challengeUrl = intent.next_action?.redirect_to_url?.url ?? ''

    await page.goto(challengeUrl)
    expect(await page.getByText('¥1,050').isVisible()).toBe(true)
    await page.getByRole('button', { name: 'Complete authentication' }).click()
    await page.waitForURL(/\/back/)

    const query = new URL(page.url()).searchParams
    expect(query.get('order')).toBe('1')
    expect(query.get('payment_intent')).toBe(intent.id)
    expect(query.get('redirect_status')).toBe('succeeded')
    await page.goto(challengeUrl)
    expect(await page.getByRole('heading').textContent()).toBe('This challenge is over')
    const again = await fetch(challengeUrl, { method: 'POST', body: new URLSearchParams({ outcome: 'failed' }) })
    expect(again.status).toBe(409)
    expect(await world.stripe.paymentIntents.retrieve(intent.id)).toMatchObject({ status: 'succeeded' })
  })

  test('says so when there is no such challenge', async () => {
    const response = await fetch(`${world.sandbox.url}/three-d-secure/unknown`)

    expect(response.status).toBe(404)
    expect(await response.text()).toContain('There is no such challenge')
  })
})
