import { afterAll, beforeAll, expect, test } from 'vitest'

import { openCheckoutWorld, type CheckoutWorld } from './open-checkout.ts'

let world: CheckoutWorld
beforeAll(async () => {
  world = await openCheckoutWorld()
})
afterAll(() => world[Symbol.asyncDispose]())

const number = '5555555555554444'
const isCardData = (text: string) => text.replaceAll(/\D/g, '').includes(number.slice(0, 12))

test('card data never appears in the page of the shop, in its messages or its requests', async () => {
  const { page, typeCard, pay, result } = await world.open()
  await page.evaluate(`window.heard = []; addEventListener('message', ({ data }) => heard.push(JSON.stringify(data)))`)
  const sent: { origin: string; isShop: boolean; text: string }[] = []
  page.on('request', (request) => {
    const text = `${request.url()} ${request.postData() ?? ''}`
    sent.push({ origin: new URL(request.url()).origin, isShop: request.frame() === page.mainFrame(), text })
  })

  await typeCard(number)
  await pay()
  expect(await result()).toMatch(/^token: /)

  const heard = String(await page.evaluate('heard.join()'))
  expect(heard).toContain('ctoken_')
  expect(isCardData(heard)).toBe(false)
  expect(isCardData(await page.content())).toBe(false)
  const withCard = sent.filter(({ text }) => isCardData(decodeURIComponent(text)))
  expect(withCard.map(({ origin, isShop }) => ({ origin, isShop }))).toEqual([
    { origin: world.sandbox.url, isShop: false },
  ])
})

test('messages that another window forges are not heard', async () => {
  const { page, events } = await world.open()
  const channel = new URL((await page.locator('iframe').getAttribute('src')) ?? '').searchParams.get('channel')
  const forged = { stripeSandboxChannel: channel, message: { kind: 'event', name: 'escape', detail: {} } }

  await page.evaluate((message) => {
    window.postMessage(message, '*')
    return new Promise((resolve) => setTimeout(resolve))
  }, forged)

  expect(await events()).toEqual(['loaderstart', 'ready'])
})

test('the frame runs no inline script and may be embedded', async () => {
  const response = await fetch(`${world.sandbox.url}/elements/payment`)

  const policy = response.headers.get('content-security-policy') ?? ''
  expect(policy).toContain("default-src 'none'")
  expect(policy).toContain("script-src 'self'")
  expect(policy).not.toContain('unsafe')
  expect(policy).toContain('frame-ancestors *')
})

test('stripe.js is revalidated at each load', async () => {
  const first = await fetch(`${world.sandbox.url}/stripe.js`)
  const etag = first.headers.get('etag') ?? ''

  const second = await fetch(`${world.sandbox.url}/stripe.js`, { headers: { 'if-none-match': etag } })

  expect(first.headers.get('cache-control')).toBe('no-cache')
  expect(second.status).toBe(304)
  expect((await first.text()).length).toBeLessThan(40_000)
})
