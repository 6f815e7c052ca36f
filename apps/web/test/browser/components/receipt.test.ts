import { launchBrowser } from '@azora/test-kit/launch-browser'
import { startTestStack, type TestStack } from '@azora/test-kit/start-test-stack'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { buy, clientOf } from './client-of.ts'
import { openComponent, type OpenOptions } from './open-component.ts'

let stack: TestStack
let browser: Browser

beforeAll(async () => {
  ;[stack, browser] = await Promise.all([startTestStack(), launchBrowser()])
})
afterAll(async () => {
  await browser?.close()
  await stack?.[Symbol.asyncDispose]()
})

const open = (paymentId: string, options: Partial<OpenOptions> = {}) =>
  openComponent(browser, stack, { component: 'receipt', paymentId, ...options })

const patience = { timeout: 20_000 }

test('a receipt comes by itself, says what was given back, opens as a PDF and is mailed again, three times a day', async () => {
  const paymentId = await buy(stack, '4242424242424242')
  await using opened = await open(paymentId)
  const { page } = opened
  const says = () => page.getByRole('article').textContent()
  await expect.poll(says, patience).toMatch(/2026-\d{6}.*Harbour mug.*Total paid\$18\.00/)
  await page.getByText(/^Mailed to you on/).waitFor()
  await clientOf(stack, 'service').refunds.create.mutate({
    requestId: crypto.randomUUID(),
    paymentId,
    amountMinor: 3_00,
  })
  const refunded = async () => {
    await page.reload()
    await page.getByRole('article').waitFor()
    return says()
  }
  await expect.poll(refunded, patience).toMatch(/Refund 2026-R\d{6} .*−\$3\.00.*Given back\$3\.00/)
  expect(await opened.faults()).toEqual([])

  const mails = () => stack.mail.messages().length
  // The payment's receipt and the refund's: whoever counts before both have come counts them among those asked for.
  await expect.poll(mails, patience).toBe(2)
  for (let times = 1; times <= 3; times += 1) {
    await page.getByRole('button', { name: 'Mail again' }).press('Enter')
    await expect.poll(mails, patience).toBe(2 + times)
  }
  await page.getByRole('button', { name: 'Mail again' }).press('Enter')
  await page.getByRole('alert').filter({ hasText: 'sent 3 times today' }).waitFor()
  const [pdf] = await Promise.all([
    page.context().waitForEvent('request', (request) => request.url().includes('/receipts/')),
    page.getByRole('button', { name: 'Open PDF' }).press('Enter'),
  ])

  expect((await fetch(pdf.url())).headers.get('content-type')).toBe('application/pdf')
  expect(await opened.faults()).toEqual([])
})

test('a payment that is not the reader’s has no receipt to show, and one that is not paid has none yet', async () => {
  await using foreign = await open('0198c1d2-0000-7000-8000-000000000001')
  await foreign.page.getByRole('alert').filter({ hasText: 'could not find this payment' }).waitFor()
  expect(await foreign.faults()).toEqual([])

  await using unpaid = await open(await buy(stack, '4000000000009995'))
  await unpaid.page.getByText('It will be here by itself.').waitFor()
  expect(await unpaid.faults()).toEqual([])
})

test.each([
  [390, 'light'],
  [390, 'dark'],
  [1280, 'dark'],
] as const)(
  'at %d px in the %s nothing is cut off, and every contrast is enough, in German too',
  async (width, theme) => {
    await using opened = await open(await buy(stack, '4242424242424242'), {
      locale: 'de',
      isRendered: true,
      html: `data-azora-theme="${theme}"`,
      context: { viewport: { width, height: 844 } },
    })
    await opened.page.getByRole('article').waitFor()

    expect(await opened.isWiderThanScreen()).toBe(false)
    expect(await opened.faults()).toEqual([])
  },
)
