// `pnpm screenshots`: takes the pictures in docs/screenshots from the built pages, on a system of its own.
import { mkdirSync } from 'node:fs'
import { launchBrowser } from '@azora/test-kit/launch-browser'
import { startTestStack } from '@azora/test-kit/start-test-stack'
import type { Page } from 'playwright-core'
import { fillCard } from '../apps/web/test/browser/fill-card.ts'

const folder = process.argv[2] ?? 'docs/screenshots'
mkdirSync(folder, { recursive: true })
await using stack = await startTestStack()
const browser = await launchBrowser()

for (const colorScheme of ['light', 'dark'] as const) {
  for (const width of [390, 1280]) {
    const context = await browser.newContext({
      colorScheme,
      viewport: { width, height: width === 390 ? 844 : 900 },
      deviceScaleFactor: 1,
      locale: 'en-US',
      reducedMotion: 'reduce',
    })
    const page = await context.newPage()
    await visit(page, async (name) => {
      await page.screenshot({ path: `${folder}/${name}-${width}-${colorScheme}.png`, animations: 'disabled' })
      console.log(`${name} at ${width} px, ${colorScheme}`)
    })
    await context.close()
  }
}
await browser.close()

/** Buys, is declined once, and looks at every page on the way. */
async function visit(page: Page, take: (name: string) => Promise<void>): Promise<void> {
  await page.goto(stack.url)
  await page.getByRole('button', { name: 'Add Harbour mug to cart' }).click()
  await page.getByRole('button', { name: 'Add Reading lamp to cart' }).click()
  await take('shop')
  await page.getByRole('link', { name: /^Cart/ }).click()
  await page.getByRole('link', { name: 'Go to checkout' }).waitFor()
  await take('cart')
  await page.getByRole('link', { name: 'Go to checkout' }).click()
  await page.getByRole('main').getByRole('button', { name: 'Sign in' }).click()
  await page.getByRole('button', { name: 'Sign in as Ada Park' }).click()

  await pay('4000000000009995', async () => take('checkout'))
  await page.getByRole('alert').filter({ hasText: 'not enough money' }).waitFor()
  await take('checkout-declined')
  await pay('4242424242424242', async () => undefined)
  await page.getByRole('heading', { name: 'Paid' }).waitFor()
  await page
    .getByText(/2026-\d{6}/)
    .first()
    .waitFor()
  await take('result')
  await page
    .getByRole('link', { name: /receipt/i })
    .first()
    .click()
  await page
    .getByRole('heading', { name: /Receipt/ })
    .first()
    .waitFor()
  await take('receipt')
  await page.getByRole('link', { name: 'Payments', exact: true }).first().click()
  await page.getByRole('heading', { name: 'Payments', exact: true }).waitFor()
  await page.getByText(/payments? shown/).waitFor()
  await take('history')
  await page.getByRole('main').getByRole('link', { name: /mug/i }).first().click()
  await page.getByRole('heading', { name: 'What happened' }).waitFor()
  await take('payment')

  async function pay(number: string, before: () => Promise<void>): Promise<void> {
    await fillCard(page, number)
    await before()
    // By the keyboard: just after a scroll Chromium may still send a click to where the iframe was.
    await page.getByRole('button', { name: /^Pay / }).press('Enter')
  }
}
