import { openDatabase } from '@azora/db/database'
import { launchBrowser } from '@azora/test-kit/launch-browser'
import { startTestStack, type TestStack } from '@azora/test-kit/start-test-stack'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openShopper } from './shopper.ts'

let stack: TestStack
let browser: Browser
beforeAll(async () => {
  ;[stack, browser] = await Promise.all([startTestStack(), launchBrowser()])
})
afterAll(async () => {
  await browser?.close()
  await stack?.[Symbol.asyncDispose]()
})

/** What runs only where a text of others is taken for a page's own. */
const hostileName = `Mug <img src=x onerror="taken=1"><script>taken=1</script> {{taken}} \u202Egum`

const isTaken = (page: Page) => page.evaluate(() => 'taken' in globalThis)

test('a product whose name is a script is a name, on every page that shows it, and runs nowhere (S13)', async () => {
  await using db = openDatabase({ connectionString: stack.databaseUrl, max: 1, statementTimeoutMs: 5_000 })
  await db.pool.query(`update product set name = $1 where name = 'Harbour mug'`, [hostileName])
  await using shopper = await openShopper(browser, stack)
  const { page } = shopper
  const dialogs: string[] = []
  page.on('dialog', (dialog) => dialogs.push(dialog.message()))
  const seen: string[] = []
  const look = async () => {
    await page.getByText(hostileName).first().waitFor()
    seen.push(new URL(page.url()).pathname.replaceAll(/[\da-f-]{36}/g, ':id'))
    expect(await isTaken(page)).toBe(false)
  }

  await shopper.goToCheckout({ product: hostileName })
  await look()
  await shopper.payWith('4242424242424242')
  await page.getByRole('heading', { name: 'Paid' }).waitFor()
  await page
    .getByRole('link', { name: /receipt/i })
    .first()
    .click()
  await look()
  await page.getByRole('link', { name: 'Payments', exact: true }).first().click()
  await look()
  await page.goto(stack.url)
  await look()

  expect(seen).toHaveLength(4)
  expect(dialogs).toEqual([])
  expect(shopper.problems).toEqual([])
})

test('a script that gets into a page all the same is not run: the page says so to the browser (S13)', async () => {
  await using shopper = await openShopper(browser, stack)
  const { page } = shopper
  await page.goto(stack.url)

  const violations: string[] = []
  await page.exposeFunction('note', (directive: string) => violations.push(directive))
  await page.evaluate((foreign) => {
    const { note } = globalThis as unknown as { note: (directive: string) => void }
    document.addEventListener('securitypolicyviolation', ({ effectiveDirective }) => note(effectiveDirective))
    const add = (tag: string, attributes: Record<string, string>, text = '') => {
      const element = document.createElement(tag)
      for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value)
      element.textContent = text
      document.body.append(element)
      return element
    }
    add('script', {}, 'taken=1')
    add('script', { src: `${foreign}taken.js` })
    add('img', { src: '/nothing.png', onerror: 'taken=1' })
    add('iframe', { src: foreign })
    add('a', { href: 'javascript:taken=1' }).click()
    add('base', { href: foreign })
    void fetch(foreign, { mode: 'no-cors' }).catch(() => undefined)
  }, 'https://evil.example/')

  await expect
    .poll(() => [...new Set(violations)].toSorted(), { timeout: 10_000 })
    .toEqual(['base-uri', 'connect-src', 'frame-src', 'script-src-attr', 'script-src-elem'])
  expect(await isTaken(page)).toBe(false)
})

test('after signing out, going back shows nothing of who was signed in (S29)', async () => {
  await using shopper = await openShopper(browser, stack)
  const { page } = shopper
  await shopper.goToCheckout({ product: hostileName })
  await page.getByRole('link', { name: 'Payments', exact: true }).first().click()
  await page.getByRole('heading', { name: 'Payments', exact: true }).waitFor()
  await page
    .getByRole('button', { name: /Ada Park/ })
    .first()
    .click()
  await page.getByRole('button', { name: 'Sign out' }).click()
  await page.getByRole('link', { name: /^Cart/ }).waitFor()

  const shown: string[] = []
  for (let step = 0; step < 4; step += 1) {
    await page.goBack({ waitUntil: 'commit' })
    shown.push((await page.textContent('body')) ?? '')
  }

  expect(shown.join('')).not.toMatch(/Ada Park|ada@example\.com/)
  expect(await page.evaluate(() => Object.keys(sessionStorage).filter((key) => /user|token/i.test(key)))).toEqual([])
})
