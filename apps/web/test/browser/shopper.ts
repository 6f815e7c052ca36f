import type { TestStack } from '@azora/test-kit/start-test-stack'
import type { Browser, FrameLocator, Page } from 'playwright-core'
import { cardFieldsOf, fillCard } from './fill-card.ts'

/** A person in front of our pages, in a browser window of their own. */
export interface Shopper extends AsyncDisposable {
  page: Page
  /** The card fields, in their iframe of Stripe's origin. */
  card: FrameLocator
  /** The bank's page during 3-D Secure. */
  bank: FrameLocator
  /** Puts a product into the cart, chooses a currency, goes to the checkout and signs in there. */
  goToCheckout(options?: { currency?: string; product?: string }): Promise<void>
  payWith(cardNumber: string): Promise<void>
  /** Everything that went wrong in the page's console. */
  problems: string[]
}

export async function openShopper(browser: Browser, stack: TestStack, persona = 'Ada Park'): Promise<Shopper> {
  const context = await browser.newContext({ locale: 'en-US', viewport: { width: 1280, height: 900 } })
  const page = await context.newPage()
  page.setDefaultTimeout(15_000)
  const problems: string[] = []
  page.on('pageerror', (error) => problems.push(error.message))
  page.on('console', (message) => {
    if (message.type() === 'error') problems.push(message.text())
  })
  const card = cardFieldsOf(page)

  return {
    page,
    card,
    problems,
    bank: page.frameLocator('iframe[title="3D Secure authentication"]'),
    async goToCheckout({ currency, product = 'Harbour mug' } = {}) {
      await page.goto(stack.url)
      if (currency) await page.getByRole('radio', { name: currency }).check({ force: true })
      await page.getByRole('button', { name: `Add ${product} to cart` }).click()
      await page.getByRole('link', { name: /^Cart/ }).click()
      await page.getByRole('link', { name: 'Go to checkout' }).click()
      await page.getByRole('main').getByRole('button', { name: 'Sign in' }).click()
      await page.getByRole('button', { name: `Sign in as ${persona}` }).click()
      await card.getByLabel('Card number').waitFor()
    },
    async payWith(cardNumber) {
      await fillCard(page, cardNumber)
      await page.getByRole('button', { name: /^Pay / }).click()
    },
    [Symbol.asyncDispose]: () => context.close(),
  }
}
