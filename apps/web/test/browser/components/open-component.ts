import type { TestStack } from '@azora/test-kit/start-test-stack'
import axe from 'axe-core'
import type { Browser, BrowserContextOptions, FrameLocator, Page } from 'playwright-core'
import { createElement } from 'react'
import { renderToString } from 'react-dom/server'
import { fillCard } from '../fill-card.ts'
import type { PageSettings } from './team-page.tsx'
import { servePage } from './serve-page.ts'

export interface OpenOptions extends Omit<PageSettings, 'token' | 'locale'> {
  locale?: string
  persona?: 'shopper' | null
  /** What the page says of itself, as a team would write it. */
  html?: string
  context?: BrowserContextOptions
  /** Addresses that cannot be reached until `unblock`. */
  blocked?: RegExp
  /** Whether a server has drawn it before. */
  isRendered?: boolean
}

export interface OpenComponent extends AsyncDisposable {
  page: Page
  bank: FrameLocator
  payWith: (card: string) => Promise<void>
  /** What axe finds wrong with the page, in words. */
  faults: () => Promise<string[]>
  /** What the component told the page. */
  told: () => Promise<string>
  isWiderThanScreen: () => Promise<unknown>
  problems: string[]
  unblock: () => Promise<void>
}

/**
 * Shows a component in a page of its own, which has the API on its own origin and the policy of our own pages: what a strict
 * Content-Security-Policy would keep from working is seen here.
 */
export async function openComponent(browser: Browser, stack: TestStack, options: OpenOptions): Promise<OpenComponent> {
  const {
    persona = 'shopper',
    html = '',
    locale = 'en',
    context: given,
    isRendered = false,
    blocked,
    ...rest
  } = options
  await using owned = new AsyncDisposableStack()
  const token = persona && (await stack.signIn.token(persona))
  const settings: PageSettings = { ...rest, locale, token }
  const rendered = isRendered ? await renderPage(settings) : ''
  const server = owned.use(await servePage(stack.url, { html, settings, rendered }))
  const context = await browser.newContext({ locale: 'en-US', viewport: { width: 1280, height: 900 }, ...given })
  owned.defer(() => context.close())
  if (blocked) await context.route(blocked, (route) => route.abort())
  const page = await context.newPage()
  page.setDefaultTimeout(15_000)
  const problems: string[] = []
  page.on('pageerror', (error) => problems.push(error.message))
  page.on('console', (message) => {
    if (message.type() === 'error') problems.push(message.text())
  })
  await page.goto(server.url)
  const kept = owned.move()

  return {
    page,
    problems,
    bank: page.frameLocator('iframe[title="3D Secure authentication"]'),
    async payWith(card) {
      await fillCard(page, card)
      await page.getByRole('button', { name: /^(Pay|Buy for) |zahlen$/ }).press('Enter')
    },
    async faults() {
      // Evaluated by the debugger, so that the page's policy does not keep it out.
      await page.evaluate(axe.source)
      const found = await page.evaluate(async () => {
        const { axe: check } = globalThis as unknown as { axe: typeof axe }
        const { violations } = await check.run(document, { iframes: false })
        return violations.flatMap(({ id, nodes }) => nodes.map(({ html: where }) => `${id}: ${where}`))
      })
      return found
    },
    unblock: () => context.unrouteAll(),
    told: async () => (await page.locator('output[hidden]').textContent()) ?? '',
    isWiderThanScreen: () => page.evaluate('document.documentElement.scrollWidth > innerWidth'),
    [Symbol.asyncDispose]: () => kept.disposeAsync(),
  }
}

async function renderPage(settings: PageSettings): Promise<string> {
  const { TeamPage } = await import('./team-page.tsx')
  return renderToString(createElement(TeamPage, { settings }))
}
