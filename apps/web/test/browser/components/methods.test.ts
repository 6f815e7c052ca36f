import { launchBrowser } from '@azora/test-kit/launch-browser'
import { startTestStack, type TestStack } from '@azora/test-kit/start-test-stack'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { fillCard } from '../fill-card.ts'
import { clientOf } from './client-of.ts'
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

const open = (options: Partial<OpenOptions> = {}) => openComponent(browser, stack, { component: 'methods', ...options })

const saved = async () =>
  (await clientOf(stack).paymentMethods.list.query()).methods.map(({ last4, isDefault }) => ({ last4, isDefault }))

test('cards are added with and without 3-D Secure, one becomes the default, and both are removed, by the keyboard alone', async () => {
  await using opened = await open()
  const { page, bank } = opened
  const press = (name: string) => page.getByRole('button', { name, exact: true }).press('Enter')
  const add = async (card: string) => {
    await press('Add a card')
    await fillCard(page, card)
    await press('Save card')
  }
  await page.getByText('Nothing is saved yet.').waitFor()
  expect(await opened.faults()).toEqual([])

  await add('4000000000000002')
  await page.getByRole('alert').waitFor()
  await fillCard(page, '4242424242424242')
  await press('Save card')
  await page.getByText('Visa ···· 4242').waitFor()
  await add('4000002500003155')
  await bank.getByRole('button', { name: 'Complete authentication' }).click()
  await page.getByText('Visa ···· 3155').waitFor()
  await press('Make default: Visa ending in 3155')
  await expect.poll(saved).toEqual([
    { last4: '3155', isDefault: true },
    { last4: '4242', isDefault: false },
  ])
  expect(await opened.faults()).toEqual([])

  await press('Remove Visa ending in 4242')
  await page.getByRole('button', { name: 'Keep' }).press('Enter')
  expect(await saved()).toHaveLength(2)
  for (const last4 of ['4242', '3155']) {
    await press(`Remove Visa ending in ${last4}`)
    await page.keyboard.press('Enter')
    await page.getByText(`Visa ···· ${last4}`).waitFor({ state: 'detached' })
  }

  await page.getByText('Nothing is saved yet.').waitFor()
  expect(await saved()).toEqual([])
  expect(opened.problems.filter((problem) => !problem.includes('402'))).toEqual([])
})

test('whoever is not signed in reads that they have to be, and can try again', async () => {
  await using opened = await open({ persona: null, locale: 'de', context: { viewport: { width: 390, height: 800 } } })

  await opened.page.getByRole('alert').filter({ hasText: 'Bitte melden Sie sich an' }).waitFor()

  await opened.page.getByRole('button', { name: 'Noch einmal versuchen' }).waitFor()
  expect(await opened.faults()).toEqual([])
})
