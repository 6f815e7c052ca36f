import { launchBrowser } from '@azora/test-kit/launch-browser'
import { startTestStack, type TestStack } from '@azora/test-kit/start-test-stack'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { buy } from './client-of.ts'
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

const patience = { timeout: 10_000 }

const open = (options: Partial<OpenOptions> = {}) => openComponent(browser, stack, { component: 'history', ...options })

test('without payments, and for whoever is not signed in, the history says so', async () => {
  await using empty = await open()
  await empty.page.getByText('No payments yet.').waitFor()
  expect(await empty.faults()).toEqual([])

  await using anonymous = await open({ persona: null })
  await anonymous.page.getByRole('alert').filter({ hasText: 'Please sign in' }).waitFor()
  expect(await anonymous.faults()).toEqual([])
})

test('payments come page after page, are narrowed by their status, and are opened, by the keyboard alone', async () => {
  for (let count = 0; count < 20; count += 1) await buy(stack, '4242424242424242')
  const declined = [await buy(stack, '4000000000009995'), await buy(stack, '4000000000009995')]
  await using opened = await open()
  const { page } = opened
  const rows = page.getByRole('listitem')

  await expect.poll(() => rows.count(), patience).toBe(20)
  await page.getByRole('button', { name: 'Show more' }).press('Enter')
  await expect.poll(() => rows.count(), patience).toBe(22)
  await expect.poll(() => page.evaluate('document.activeElement.textContent')).toBe('That is all.')
  expect(await opened.faults()).toEqual([])

  await page.getByLabel('Status').selectOption('Declined')
  await expect.poll(() => rows.count(), patience).toBe(2)
  await rows.first().getByRole('button').press('Enter')
  expect(await opened.told()).toBe(`open ${declined[1]}`)
  await page.getByLabel('Status').selectOption('Cancelled')
  await page.getByRole('button', { name: 'Show all' }).press('Enter')
  await expect.poll(() => rows.count(), patience).toBeGreaterThan(2)
  expect(opened.problems).toEqual([])
})

test.each([
  [390, 'light'],
  [390, 'dark'],
  [1280, 'dark'],
] as const)(
  'at %d px in the %s nothing is cut off, and every contrast is enough, in German too',
  async (width, theme) => {
    await using opened = await open({
      locale: 'de',
      html: `data-azora-theme="${theme}"`,
      context: { viewport: { width, height: 844 } },
    })
    await opened.page.getByRole('listitem').first().waitFor()

    expect(await opened.isWiderThanScreen()).toBe(false)
    expect(await opened.faults()).toEqual([])
  },
)

test('what a server has drawn is taken over without a mismatch', async () => {
  await using opened = await open({ isRendered: true })

  await opened.page.getByRole('listitem').first().waitFor()

  expect(opened.problems).toEqual([])
})
