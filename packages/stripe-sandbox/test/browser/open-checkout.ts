import Stripe from 'stripe'
import type { Browser, FrameLocator, Page } from 'playwright-core'

import { launchBrowser } from '@azora/test-kit/launch-browser'

import { createStripeSandbox } from '../../src/create-stripe-sandbox.ts'
import type { StripeSandbox } from '../../src/stripe-sandbox.ts'
import { startShop, type Shop } from './start-shop.ts'

export interface CheckoutWorld extends AsyncDisposable {
  sandbox: StripeSandbox
  stripe: Stripe
  /** Opens the shop in a fresh page and waits for the Payment Element. */
  open: (query?: Record<string, string>) => Promise<Checkout>
}

/** The shop's page in a real browser, seen as a shopper does. */
export interface Checkout {
  page: Page
  card: FrameLocator
  challenge: FrameLocator
  typeCard: (number: string) => Promise<void>
  pay: () => Promise<void>
  /** What the shop says once Stripe.js has answered. */
  result: () => Promise<string>
  events: () => Promise<string[]>
}

export async function openCheckoutWorld(): Promise<CheckoutWorld> {
  const sandbox = await createStripeSandbox()
  const [shop, browser] = await Promise.all([startShop(sandbox), launchBrowser()])
  const { hostname, port } = new URL(sandbox.url)
  const stripe = new Stripe(sandbox.secretKey, { host: hostname, port, protocol: 'http', maxNetworkRetries: 0 })
  return {
    sandbox,
    stripe,
    open: (query = {}) => openPage(browser, shop, query),
    [Symbol.asyncDispose]: async () => {
      await browser.close()
      await shop[Symbol.asyncDispose]()
      await sandbox.close()
    },
  }
}

async function openPage(browser: Browser, shop: Shop, query: Record<string, string>): Promise<Checkout> {
  const page = await browser.newPage({ locale: 'en-US' })
  page.setDefaultTimeout(15_000)
  await page.goto(shop.url(query))
  await page
    .getByLabel('events')
    .filter({ hasText: /ready|loaderror/ })
    .first()
    .waitFor()
  const card = page.frameLocator('iframe[title="Secure payment input frame"]').first()
  const pay = page.getByRole('button', { name: 'Pay' }).first()
  const result = page.getByLabel('result').first()
  return {
    page,
    card,
    challenge: page.frameLocator('iframe[title="3D Secure authentication"]'),
    typeCard: async (number) => {
      await card.getByLabel('Card number').click()
      await page.keyboard.type(`${number}1234123`)
      await card.getByLabel('ZIP code').fill('94107')
    },
    pay: () => pay.click(),
    result: async () => {
      await result.filter({ hasText: /: / }).waitFor()
      return (await result.textContent()) ?? ''
    },
    events: async () => ((await page.getByLabel('events').first().textContent()) ?? '').split('\n'),
  }
}
