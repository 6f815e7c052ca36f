import { randomUUID } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { signLinkToken } from '@azora/payments-core/payment/link-token'
import { personas } from '@azora/test-kit/create-world'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { startWeb } from './support/start-web.ts'

let web: Awaited<ReturnType<typeof startWeb>>
beforeAll(async () => {
  web = await startWeb()
})
afterEach(() => web.world.stripe.faults.clear())
afterAll(() => web?.[Symbol.asyncDispose]())

const paymentRequest = () => ({
  requestId: randomUUID(),
  cart: web.world.cart(),
  confirmationTokenId: web.world.stripe.confirmationToken({ card: '4242424242424242' }).id,
})

const count = async (sql: string, params: unknown[] = []): Promise<number> =>
  (await web.world.ctx.db.pool.query<{ count: number }>(`select count(*)::int as count from ${sql}`, params)).rows[0]
    ?.count ?? -1

const intents = () => web.world.stripe.objects('payment_intent').length

const attempts = () => count('attempt')

interface AbortPoint {
  when: string
  /** Whether it has come that far, given what there was before. */
  isThere: (before: { attempts: number; calls: number; intents: number }) => Promise<boolean> | boolean
  phase: 'before' | 'after'
}

const abortPoints: AbortPoint[] = [
  { when: 'at once', isThere: () => true, phase: 'before' },
  {
    when: 'when its attempt is committed',
    isThere: async (before) => (await attempts()) > before.attempts,
    phase: 'before',
  },
  {
    when: 'when Stripe has been asked',
    isThere: (before) => web.world.stripe.requests().length > before.calls,
    phase: 'before',
  },
  { when: 'when Stripe has taken the money', isThere: (before) => intents() > before.intents, phase: 'after' },
  {
    when: 'when the answer is committed',
    isThere: async () => (await count('idempotency_record where answered_at is null')) === 0,
    phase: 'after',
  },
]

test.each(abortPoints)(
  'a client that hangs up $when: the work goes on to a stored answer, which its retry gets (P24)',
  async ({ isThere, phase }) => {
    const { world } = web
    const before = { attempts: await attempts(), calls: world.stripe.requests().length, intents: intents() }
    world.stripe.faults.add({ match: { method: 'POST' }, effect: 'slow', ms: 150, phase, times: 1 })
    const body = JSON.stringify(paymentRequest())
    const send = (signal?: AbortSignal) =>
      fetch(`${web.url}/trpc/payments.process`, {
        method: 'POST',
        headers: { authorization, 'content-type': 'application/json' },
        body,
        ...(signal && { signal }),
      })
    const authorization = `Bearer ${await web.token('ada')}`
    const client = new AbortController()

    const aborted = send(client.signal).catch((error: Error) => error.name)
    while (!(await isThere(before))) await new Promise(setImmediate)
    client.abort()
    const outcome = await aborted
    await expect.poll(() => count('idempotency_record where answered_at is null')).toBe(0)
    const stored = await count('idempotency_record')
    const retry = await send()

    expect([outcome === 'AbortError' || outcome instanceof Response, retry.status]).toEqual([true, 200])
    expect(await retry.json()).toMatchObject({ result: { data: { payment: { status: 'processing' } } } })
    expect(intents() - before.intents).toBe(1)
    expect((await attempts()) - before.attempts).toBe(1)
    expect(await count('idempotency_record')).toBeGreaterThanOrEqual(stored)
  },
)

test.each([
  'https://evil.example',
  'null',
  'https://shop.test.evil.example',
  'https://evilshop.test',
  'http://shop.test:8080',
  'http://sub.shop.test',
  'http://shop.test',
])('a page of the origin %s is never let in to read what we answer (S12)', async (origin) => {
  const ask = (path: string, init: RequestInit = {}) =>
    fetch(web.url + path, { ...init, headers: { origin, ...Object.fromEntries(new Headers(init.headers)) } })
  const preflight = {
    method: 'OPTIONS',
    headers: {
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'authorization,content-type',
    },
  }

  const answers = await Promise.all([
    ask('/trpc/catalog.list'),
    ask('/trpc/payments.process', preflight),
    ask('/api/config', preflight),
    ask('/api/config'),
    ask('/'),
    ask('/receipts/x/y.pdf'),
  ])

  // One origin serves pages and API, so that nobody else has to be let in.
  const allowed = answers.flatMap(({ headers }) =>
    [...headers.keys()].filter((name) => name.startsWith('access-control')),
  )
  expect(allowed).toEqual([])
  expect(answers.map(({ headers }) => headers.get('set-cookie'))).toEqual(answers.map(() => null))
})

test('no address that somebody gives us is ever asked: in bodies, heads, queries, and what is drawn and mailed (S22)', async () => {
  const visits: string[] = []
  const canary = createServer((request, response) => {
    visits.push(String(request.url))
    response.end()
  })
  await new Promise<void>((resolve) => canary.listen(0, '127.0.0.1', resolve))
  // A server that listens on a port answers with its address.
  const address = `http://127.0.0.1:${(canary.address() as AddressInfo).port}`
  const { world } = web
  const image = `<img src="${address}/image"> @import url(${address}/font)`
  const headers = {
    authorization: `Bearer ${await web.token('shop', ['service'])}`,
    'content-type': 'application/json',
    origin: address,
    referer: `${address}/referer`,
    'x-forwarded-host': address.slice('http://'.length),
    'x-original-url': `${address}/original`,
  }
  const charge = {
    requestId: randomUUID(),
    customer: { subject: personas.shopper.subject, email: 'ada@example.com' },
    amount: { amountMinor: 500, currency: 'usd' },
    confirmationTokenId: world.stripe.confirmationToken({ card: '4242424242424242' }).id,
    description: image.slice(0, 100),
    metadata: { image, return_url: address, api_base: address, callback: address },
  }

  const charged = await fetch(`${web.url}/trpc/payments.charge?api_base=${address}&return_url=${address}`, {
    method: 'POST',
    headers,
    body: JSON.stringify(charge),
  })
  for (const more of [{ returnUrl: address }, { webhookUrl: address }, { apiBase: address }]) {
    const init = { method: 'POST', headers, body: JSON.stringify({ ...charge, requestId: randomUUID(), ...more }) }
    expect((await fetch(`${web.url}/trpc/payments.charge`, init)).status).toBe(400)
  }
  await world.settle()
  canary.close()

  expect(charged.status).toBe(200)
  expect(world.mail.messages().some(({ text }) => text?.includes(address))).toBe(true)
  expect(visits).toEqual([])
})

test('the token of a link that we mailed is nobody’s access token (E7)', async () => {
  const { ctx, clock } = web.world
  const expiresAt = new Date(clock.now().getTime() + 3_600_000)
  const token = signLinkToken(ctx.linkSecret, { paymentId: randomUUID(), expiresAt })

  const answers = await Promise.all(
    ['/trpc/payments.list?input={}', `/api/receipts/${randomUUID()}/pdf`].map((path) =>
      fetch(web.url + path, { headers: { authorization: `Bearer ${token}` } }),
    ),
  )

  expect(answers.map(({ status }) => status)).toEqual([401, 401])
})

const pollutions = [
  '{"__proto__": {"polluted": true}}',
  '{"constructor": {"prototype": {"polluted": true}}}',
  '{"__proto__": {"__proto__": {"polluted": true}}}',
]

test('what would change every object changes none: in bodies, carts, metadata, queries and cursors (S15)', async () => {
  const { world } = web
  const before = intents()
  const headers = {
    authorization: `Bearer ${await web.token('shop', ['service'])}`,
    'content-type': 'application/json',
  }
  const statusOf = async (answer: Promise<Response>) => (await answer).status
  // Written by hand: an object with such a key cannot be made by one.
  const charge = (more: string) =>
    statusOf(
      fetch(`${web.url}/trpc/payments.charge`, {
        method: 'POST',
        headers,
        body: `{"requestId":"${randomUUID()}","customer":{"subject":"ada"},"amount":{"amountMinor":500,"currency":"usd"},
          "description":"A","confirmationTokenId":"${world.stripe.confirmationToken({ card: '4242424242424242' }).id}",${more}}`,
      }),
    )

  const refused: number[] = []
  for (const pollution of pollutions) {
    const inner = pollution.slice(1, -1)
    const cart = `{"requestId":"${randomUUID()}","cart":{"currency":"usd","items":[${pollution}],${inner}},${inner}}`
    const cursor = Buffer.from(pollution).toString('base64url')
    const asked = [
      web.post('/trpc/payments.process', { body: cart }),
      web.post('/trpc/payments.process', { body: pollution }),
      web.get(`/trpc/payments.list?input=${encodeURIComponent(JSON.stringify({ cursor }))}`, 'ada'),
    ]
    refused.push(...(await Promise.all(asked.map(statusOf))))
    await charge(inner)
    await charge(`"metadata":${pollution}`)
    await web.get(`/trpc/payments.list?input=${encodeURIComponent(pollution)}&__proto__[polluted]=1`, 'ada')
    await web.get('/api/config?__proto__[polluted]=1&constructor[prototype][polluted]=1', 'ada')
  }
  const named = await charge('"metadata":{"__proto__":"polluted","constructor":"kept","note":"kept"}')
  const plain = await charge('"metadata":{"note":"kept"}')

  expect(Object.keys(Object.prototype)).toEqual([])
  expect('polluted' in {}).toBe(false)
  expect(refused).toEqual(refused.map(() => 400))
  expect(plain).toBe(200)
  expect([200, 400]).toContain(named)
  const { rows } = await world.ctx.db.pool.query(
    `select metadata from payment where metadata::text ~ '__proto__|polluted'`,
  )
  expect(rows).toEqual([])
  const sent = world.stripe.objects('payment_intent').slice(before)
  expect(sent.length).toBeGreaterThan(0)
  expect(JSON.stringify(sent)).not.toMatch(/__proto__|polluted/)
})
