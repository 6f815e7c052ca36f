import { launchBrowser } from '@azora/test-kit/launch-browser'
import { startTestStack, type TestStack } from '@azora/test-kit/start-test-stack'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { fillCard } from './fill-card.ts'
import { openShopper } from './shopper.ts'

let stack: TestStack
let browser: Browser

beforeAll(async () => {
  ;[stack, browser] = await Promise.all([startTestStack(), launchBrowser()])
})
const openHistory = async (page: Page) => {
  await page.getByRole('link', { name: 'Payments', exact: true }).first().click()
  await page.getByRole('heading', { name: 'Payments', exact: true }).waitFor()
}

beforeEach(() => {
  stack.mail.reset()
})
afterAll(async () => {
  await browser?.close()
  await stack?.[Symbol.asyncDispose]()
})

test('a shopper signs in, pays by card, sees it live, and finds payment, receipt and mail', async () => {
  await using shopper = await openShopper(browser, stack)
  const { page } = shopper
  await shopper.goToCheckout()

  await shopper.payWith('4242424242424242')
  await page.getByRole('heading', { name: 'Paid' }).waitFor()

  await expect.poll(() => page.getByRole('main').textContent()).toMatch(/2026-\d{6}/)
  await openHistory(page)
  await expect.poll(() => page.getByRole('main').textContent()).toMatch(/Paid.*\$18\.00/)
  await expect.poll(() => stack.mail.messages().length, { timeout: 10_000 }).toBe(1)
  expect(stack.mail.messages()[0]).toMatchObject({ to: ['ada@example.com'] })
  expect(shopper.problems).toEqual([])
})

test('after 3-D Secure that the shopper accepts the page shows the payment as paid', async () => {
  await using shopper = await openShopper(browser, stack)
  await shopper.goToCheckout()

  await shopper.payWith('4000002500003155')
  await shopper.bank.getByRole('button', { name: 'Complete authentication' }).click()

  await shopper.page.getByRole('heading', { name: 'Paid' }).waitFor()
  expect(stack.stripe.objects('payment_intent').at(-1)).toMatchObject({ status: 'succeeded' })
})

test('after 3-D Secure that fails the shopper reads why, and pays the same cart with another card', async () => {
  await using shopper = await openShopper(browser, stack)
  const { page } = shopper
  await shopper.goToCheckout()
  const before = stack.stripe.objects('payment_intent').length

  await shopper.payWith('4000002500003155')
  await shopper.bank.getByRole('button', { name: 'Fail authentication' }).click()
  await page.getByRole('alert').filter({ hasText: 'could not confirm that it is you' }).waitFor()
  await shopper.payWith('4242424242424242')

  await page.getByRole('heading', { name: 'Paid' }).waitFor()
  expect(stack.stripe.objects('payment_intent')).toHaveLength(before + 1)
})

test('a declined card is explained in words, and the same cart is then paid with another card', async () => {
  await using shopper = await openShopper(browser, stack)
  const { page } = shopper
  await shopper.goToCheckout()
  const before = stack.stripe.objects('payment_intent').length

  await shopper.payWith('4000000000009995')
  await page.getByRole('alert').filter({ hasText: 'not enough money' }).waitFor()
  await shopper.payWith('4242424242424242')

  await page.getByRole('heading', { name: 'Paid' }).waitFor()
  expect(stack.stripe.objects('payment_intent')).toHaveLength(before + 1)
  await expect.poll(() => stack.mail.messages().length, { timeout: 10_000 }).toBe(1)
})

test('a double click pays once', async () => {
  await using shopper = await openShopper(browser, stack)
  const { page } = shopper
  await shopper.goToCheckout()
  const before = stack.stripe.objects('payment_intent').length
  await fillCard(page, '4242424242424242')

  await page.getByRole('button', { name: /^Pay / }).dblclick()
  await page.getByRole('heading', { name: 'Paid' }).waitFor()

  expect(stack.stripe.objects('payment_intent')).toHaveLength(before + 1)
})

test.each([
  ['USD', '$18.00', 18_00],
  ['EUR', '€17.00', 17_00],
  ['JPY', '¥2,700', 2_700],
  ['KWD', 'KWD 5.500', 5_500],
])('a cart in %s costs %s, to the smallest unit', async (currency, shown, amount) => {
  await using shopper = await openShopper(browser, stack)
  const { page } = shopper
  await shopper.goToCheckout({ currency })

  await shopper.payWith('4242424242424242')
  await page.getByRole('heading', { name: 'Paid' }).waitFor()
  await openHistory(page)

  await expect
    .poll(async () => (await page.getByRole('main').textContent())?.replaceAll('\u00A0', ' '))
    .toContain(shown)
  expect(stack.stripe.objects('payment_intent').at(-1)).toMatchObject({ amount, currency: currency.toLowerCase() })
})

test('the receipt opens as a page and as a PDF', async () => {
  await using shopper = await openShopper(browser, stack)
  const { page } = shopper
  await shopper.goToCheckout()
  await shopper.payWith('4242424242424242')
  await page
    .getByRole('link', { name: /receipt/i })
    .first()
    .click()
  await page
    .getByRole('heading', { name: /Receipt/ })
    .first()
    .waitFor()

  const opened = page.context().waitForEvent('request', (request) => request.url().includes('/receipts/'))
  await page.getByRole('button', { name: /PDF/ }).click()

  const answer = await fetch((await opened).url())
  expect(answer.headers.get('content-type')).toBe('application/pdf')
  expect(
    Buffer.from(await answer.arrayBuffer())
      .subarray(0, 5)
      .toString(),
  ).toBe('%PDF-')
})
