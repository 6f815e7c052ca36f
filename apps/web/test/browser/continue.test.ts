import { createPaymentsClient } from '@azora/payments-client'
import { launchBrowser } from '@azora/test-kit/launch-browser'
import { startTestStack, type TestStack } from '@azora/test-kit/start-test-stack'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'

let stack: TestStack
let browser: Browser
let customerSubject: string

const clientOf = (persona: 'shopper' | 'service') =>
  createPaymentsClient({ url: `${stack.url}/trpc`, getToken: () => stack.signIn.token(persona) })

beforeAll(async () => {
  ;[stack, browser] = await Promise.all([startTestStack(), launchBrowser()])
  customerSubject = await subjectOf('shopper')
  await saveCardThatAsks()
})
afterAll(async () => {
  await browser?.close()
  await stack?.[Symbol.asyncDispose]()
})

async function subjectOf(persona: 'shopper'): Promise<string> {
  const [, claims = ''] = (await stack.signIn.token(persona)).split('.')
  return (JSON.parse(Buffer.from(claims, 'base64url').toString()) as { sub: string }).sub
}

/** A card whose bank wants to be asked each time it is charged. */
async function saveCardThatAsks(): Promise<void> {
  const shopper = clientOf('shopper')
  const { clientSecret } = await shopper.paymentMethods.setup.mutate({ requestId: crypto.randomUUID() })
  const [id = ''] = String(clientSecret).split('_secret_')
  await fetch(`${stack.stripe.url}/v1/setup_intents/${id}/confirm`, {
    method: 'POST',
    headers: { authorization: `Bearer ${stack.stripe.secretKey}` },
    body: new URLSearchParams({ payment_method: 'pm_card_authenticationRequired', return_url: stack.url }),
  })
  stack.stripe.completeThreeDSecure(id, 'authenticated')
  const hasSaved = async () => expect((await shopper.paymentMethods.list.query()).methods).toHaveLength(1)
  await vi.waitFor(hasSaved, { timeout: 20_000, interval: 250 })
}

/** The address that the mail about a charge of the saved card leads to. */
async function mailedLink(): Promise<string> {
  stack.mail.reset()
  await clientOf('service').payments.chargeSaved.mutate({
    requestId: crypto.randomUUID(),
    customerSubject,
    amount: { amountMinor: 9_90, currency: 'usd' },
    description: 'Membership, December',
  })
  const links = () => stack.mail.messages().flatMap(({ text }) => /http\S+\/continue\/\S+/.exec(text ?? '')?.[0] ?? [])
  await expect.poll(() => links().length, { timeout: 20_000 }).toBe(1)
  return String(links()[0])
}

async function openPage(url: string, options: Parameters<Browser['newContext']>[0] = {}) {
  const context = await browser.newContext({ locale: 'en-US', viewport: { width: 390, height: 844 }, ...options })
  const page = await context.newPage()
  page.setDefaultTimeout(15_000)
  const problems: string[] = []
  page.on('pageerror', (error) => problems.push(error.message))
  page.on('console', (message) => {
    if (message.type() === 'error') problems.push(message.text())
  })
  await page.goto(url)
  return {
    page,
    problems,
    bank: page.frameLocator('iframe[title="3D Secure authentication"]'),
    isWiderThanScreen: () => page.evaluate('document.documentElement.scrollWidth > innerWidth'),
    [Symbol.asyncDispose]: () => context.close(),
  }
}

test('nobody is signed in: the mail’s link shows the payment, the bank is asked, and the page says that it is paid', async () => {
  await using opened = await openPage(await mailedLink(), { colorScheme: 'dark' })
  const { page, bank } = opened
  await page.getByRole('heading', { name: 'Confirm this payment' }).waitFor()
  await expect.poll(() => page.getByRole('main').textContent()).toMatch(/\$9\.90.*Membership, December/)
  expect(await opened.isWiderThanScreen()).toBe(false)

  await page.getByRole('button', { name: 'Confirm with your bank' }).click()
  await bank.getByRole('button', { name: 'Fail authentication' }).click()
  await page.getByRole('alert').filter({ hasText: 'could not confirm that it is you' }).waitFor()
  await page.getByRole('button', { name: 'Confirm with your bank' }).click()
  await bank.getByRole('button', { name: 'Complete authentication' }).click()

  await page.getByRole('heading', { name: 'Paid' }).waitFor()
  await page.reload()
  await page.getByRole('heading', { name: 'Paid' }).waitFor()
  expect(stack.stripe.objects('payment_intent')).toMatchObject([{ status: 'succeeded', amount: 9_90 }])
  expect(opened.problems).toEqual([])
})

test('in German, a link that somebody made up leads nowhere (E7)', async () => {
  const link = await mailedLink()
  const forged = `${link.slice(0, -4)}AAAA`
  await using opened = await openPage(forged, { locale: 'de-DE' })
  await opened.page.getByRole('heading', { name: 'Dieser Link führt nirgendwohin' }).waitFor()

  await opened.page.goto(link)

  await opened.page.getByRole('button', { name: 'Bei der Bank bestätigen' }).waitFor()
  expect(await opened.isWiderThanScreen()).toBe(false)
})
