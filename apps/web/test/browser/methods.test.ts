import { createPaymentsClient } from '@azora/payments-client'
import { launchBrowser } from '@azora/test-kit/launch-browser'
import { startTestStack, type TestStack } from '@azora/test-kit/start-test-stack'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'

let stack: TestStack
let browser: Browser

beforeAll(async () => {
  ;[stack, browser] = await Promise.all([startTestStack(), launchBrowser()])
  for (const card of ['pm_card_visa', 'pm_card_mastercard']) await save(card)
  await vi.waitFor(haveBoth, { timeout: 20_000, interval: 250 })
})
afterAll(async () => {
  await browser?.close()
  await stack?.[Symbol.asyncDispose]()
})

const client = () =>
  createPaymentsClient({ url: `${stack.url}/trpc`, getToken: () => stack.signIn.token('shopper') }).paymentMethods

const saved = async () => (await client().list.query()).methods.map(({ brand, isDefault }) => ({ brand, isDefault }))

const haveBoth = async () => expect(await saved()).toHaveLength(2)

async function save(card: string): Promise<void> {
  const { clientSecret } = await client().setup.mutate({ requestId: crypto.randomUUID() })
  const [id = ''] = String(clientSecret).split('_secret_')
  await fetch(`${stack.stripe.url}/v1/setup_intents/${id}/confirm`, {
    method: 'POST',
    headers: { authorization: `Bearer ${stack.stripe.secretKey}` },
    body: new URLSearchParams({ payment_method: card, return_url: stack.url }),
  })
}

test('a shopper follows the mail’s address, signs in, chooses another default and removes both methods', async () => {
  const context = await browser.newContext({ locale: 'en-US', viewport: { width: 390, height: 844 } })
  await using _ = { [Symbol.asyncDispose]: () => context.close() }
  const page = await context.newPage()
  page.setDefaultTimeout(15_000)
  const row = (name: string) => page.getByRole('listitem').filter({ hasText: name })

  await page.goto(`${stack.url}/account/payment-methods`)
  await page.getByRole('main').getByRole('button', { name: 'Sign in' }).click()
  await page.getByRole('button', { name: 'Sign in as Ada Park' }).click()
  await page.getByRole('heading', { name: 'Payment methods' }).waitFor()
  const [first, second] = (await saved()).map(({ brand }) => (brand === 'visa' ? 'Visa' : 'Mastercard'))
  await row(String(second)).getByRole('button', { name: 'Make default' }).click()
  await row(String(second)).getByText('Default', { exact: true }).waitFor()
  expect((await saved()).filter(({ isDefault }) => isDefault)).toMatchObject([{ brand: second?.toLowerCase() }])
  expect(await page.evaluate('document.documentElement.scrollWidth > innerWidth')).toBe(false)

  await row(String(first)).getByRole('button', { name: 'Remove' }).click()
  await row(String(first)).getByRole('button', { name: 'Keep' }).click()
  expect(await saved()).toHaveLength(2)
  for (const name of [first, second]) {
    await row(String(name)).getByRole('button', { name: 'Remove' }).click()
    await row(String(name)).getByRole('button', { name: 'Remove' }).press('Enter')
    await row(String(name)).waitFor({ state: 'detached' })
  }

  await page.getByRole('heading', { name: 'Nothing saved' }).waitFor()
  expect(await saved()).toEqual([])
})
