import { launchBrowser } from '@azora/test-kit/launch-browser'
import { startTestStack, type TestStack } from '@azora/test-kit/start-test-stack'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { cartOf, clientOf } from './client-of.ts'
import { openComponent, type OpenOptions } from './open-component.ts'

let stack: TestStack
let browser: Browser
let cart: NonNullable<OpenOptions['cart']>

beforeAll(async () => {
  ;[stack, browser] = await Promise.all([startTestStack(), launchBrowser()])
  cart = await cartOf(stack, 'Harbour mug')
})
afterAll(async () => {
  await browser?.close()
  await stack?.[Symbol.asyncDispose]()
})

const open = (options: Partial<OpenOptions> = {}) =>
  openComponent(browser, stack, { component: 'checkout', cart, ...options })

const intents = () => stack.stripe.objects('payment_intent')

test('a page with nothing but the component takes the money, says so, and opens the receipt', async () => {
  await using opened = await open()
  const { page } = opened
  await page.getByRole('button', { name: 'Pay $18.00' }).waitFor()

  await opened.payWith('4242424242424242')
  await page.getByRole('heading', { name: 'Paid' }).waitFor()

  expect(
    await page.getByRole('heading', { name: 'Paid' }).evaluate((heading) => heading === document.activeElement),
  ).toBe(true)
  await expect.poll(opened.told).toMatch(/^paid [\da-f-]{36}$/)
  await page.getByRole('button', { name: 'Open receipt' }).waitFor()
  expect(await opened.faults()).toEqual([])
  const [pdf] = await Promise.all([
    page.context().waitForEvent('request', (request) => request.url().includes('/receipts/')),
    page.getByRole('button', { name: 'Open receipt' }).click(),
  ])
  expect((await fetch(pdf.url())).headers.get('content-type')).toBe('application/pdf')
  expect(opened.problems).toEqual([])
})

test('what a server has drawn is taken over by the browser without a mismatch, and pays', async () => {
  await using opened = await open({ isRendered: true, savedMethods: false, locale: 'de' })

  await opened.payWith('4242424242424242')
  await opened.page.getByRole('heading', { name: 'Bezahlt' }).waitFor()

  expect(opened.problems).toEqual([])
})

test('a decline is said in words where the focus goes, and the same cart is then paid with another card', async () => {
  await using opened = await open()
  const { page } = opened
  const before = intents().length

  await opened.payWith('4000000000009995')
  const problem = page.getByRole('alert').filter({ hasText: 'not enough money' })
  await problem.waitFor()
  expect(
    await problem.evaluate(
      (alert) => alert.contains(document.activeElement) || alert.parentElement === document.activeElement,
    ),
  ).toBe(true)
  expect(await opened.faults()).toEqual([])
  await opened.payWith('4242424242424242')

  await page.getByRole('heading', { name: 'Paid' }).waitFor()
  expect(intents()).toHaveLength(before + 1)
})

test('3-D Secure is run: refused by the bank it is a decline, and accepted it is paid', async () => {
  await using opened = await open()
  const { page, bank } = opened

  await opened.payWith('4000002500003155')
  await bank.getByRole('button', { name: 'Fail authentication' }).click()
  await page.getByRole('alert').filter({ hasText: 'could not confirm that it is you' }).waitFor()
  await opened.payWith('4000002500003155')
  await bank.getByRole('button', { name: 'Complete authentication' }).click()

  await page.getByRole('heading', { name: 'Paid' }).waitFor()
  expect(intents().at(-1)).toMatchObject({ status: 'succeeded' })
})

test('a card that is saved while paying is offered first the next time, and pays without being typed', async () => {
  await using first = await open()
  await first.page.getByLabel('Save for my next purchase').check()
  await first.payWith('4242424242424242')
  await first.page.getByRole('heading', { name: 'Paid' }).waitFor()
  const { paymentMethods } = clientOf(stack)
  await expect.poll(async () => (await paymentMethods.list.query()).methods.length, { timeout: 10_000 }).toBe(1)

  await using second = await open()
  const { page } = second
  await page.getByRole('radio', { name: /Visa/ }).waitFor()
  expect(await page.getByRole('radio', { name: /Visa/ }).isChecked()).toBe(true)
  expect(await second.faults()).toEqual([])
  await page.getByRole('button', { name: 'Pay $18.00' }).press('Enter')

  await page.getByRole('heading', { name: 'Paid' }).waitFor()
  const [earlier, later] = intents().slice(-2)
  expect(later?.['payment_method']).toBe(earlier?.['payment_method'])
})

test.each([
  ['empty', { items: [], currency: 'usd' as const }, 'Your cart is empty.'],
  [
    'one whose price is gone',
    { items: [{ priceId: '0198c1d2-0000-7000-8000-000000000001', quantity: 1 }], currency: 'usd' as const },
    'no longer for sale',
  ],
])('a cart that is %s is refused in words, and no card is asked for', async (_, unsold, text) => {
  await using opened = await open({ cart: unsold })

  await opened.page.getByText(text).waitFor()

  expect(await opened.page.locator('iframe').count()).toBe(0)
  expect(await opened.faults()).toEqual([])
})

test.each([
  ['the price', /payments\.quote/, 'We could not work out the total.'],
  ['Stripe’s script', /stripe\.js$/, 'The payment form did not load.'],
  ['the configuration', /api\/config/, 'The payment form did not load.'],
])('when %s does not arrive that is said, and another try goes on from there', async (_, blocked, text) => {
  await using opened = await open({ blocked, savedMethods: false })
  const { page } = opened
  await page.getByRole('alert').filter({ hasText: text }).waitFor()
  expect(await opened.faults()).toEqual([])

  await opened.unblock()
  await page.getByRole('button', { name: 'Try again' }).press('Enter')
  await opened.payWith('4242424242424242')

  await page.getByRole('heading', { name: 'Paid' }).waitFor()
})

test('nobody is signed in: paying is refused in words, and nothing is charged', async () => {
  await using opened = await open({ persona: null, locale: 'de' })
  const before = intents().length

  await opened.payWith('4242424242424242')

  await opened.page.getByRole('alert').filter({ hasText: 'Bitte melden Sie sich an' }).waitFor()
  expect(intents()).toHaveLength(before)
})

test('a part that breaks shows that it did and can be tried again; the page around it stays and is told', async () => {
  await using opened = await open({ breaks: 'once' })
  const { page } = opened

  await page.getByRole('alert').filter({ hasText: 'Something broke here' }).waitFor()
  expect(await page.getByRole('heading', { name: 'Account' }).isVisible()).toBe(true)
  expect(await opened.told()).toContain('a text of the team’s own')
  await page.getByRole('button', { name: 'Try again' }).click()

  await page.getByRole('button', { name: /^Buy for/ }).waitFor()
})

test.each([
  [390, 'light'],
  [390, 'dark'],
  [1280, 'light'],
  [1280, 'dark'],
] as const)('at %d px in the %s nothing is cut off, and every contrast is enough', async (width, theme) => {
  await using opened = await open({
    savedMethods: false,
    html: `data-azora-theme="${theme}"`,
    context: { viewport: { width, height: 844 } },
  })
  const { page } = opened
  await opened.payWith('4000000000009995')
  await page.getByRole('alert').waitFor()

  expect(await opened.isWiderThanScreen()).toBe(false)
  expect(await opened.faults()).toEqual([])
})
