import { randomUUID } from 'node:crypto'
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

const pollutions = [
  '{"__proto__": {"polluted": true}}',
  '{"constructor": {"prototype": {"polluted": true}}}',
  '{"__proto__": {"__proto__": {"polluted": true}}}',
]

test('what would change every object changes none: in bodies, carts, metadata, queries and cursors (S15)', async () => {
  const before = intents()
  const headers = {
    authorization: `Bearer ${await web.token('shop', ['service'])}`,
    'content-type': 'application/json',
  }
  const charge = (more: string) =>
    `{"requestId":"${randomUUID()}","customerSubject":"ada","amount":{"amountMinor":500,"currency":"usd"},"description":"A","confirmationTokenId":"${web.world.stripe.confirmationToken({ card: '4242424242424242' }).id}",${more}}`
  const statuses: number[] = []

  for (const pollution of pollutions) {
    const inner = pollution.slice(1, -1)
    const cart = `{"requestId":"${randomUUID()}","cart":{"currency":"usd","items":[${pollution}],${inner}},${inner}}`
    const cursor = Buffer.from(pollution).toString('base64url')
    const answers = [
      await web.post('/trpc/payments.process', { body: cart }),
      await web.post('/trpc/payments.process', { body: pollution }),
      await fetch(`${web.url}/trpc/payments.charge`, { method: 'POST', headers, body: charge(inner) }),
      await fetch(`${web.url}/trpc/payments.charge`, {
        method: 'POST',
        headers,
        body: charge(`"metadata":${pollution}`),
      }),
      await web.get(`/trpc/payments.list?input=${encodeURIComponent(JSON.stringify({ cursor }))}`, 'ada'),
      await web.get(`/trpc/payments.list?input=${encodeURIComponent(pollution)}&__proto__[polluted]=1`, 'ada'),
      await web.get('/api/config?__proto__[polluted]=1&constructor[prototype][polluted]=1', 'ada'),
    ]
    statuses.push(...answers.map(({ status }) => status))
  }

  expect(Object.keys(Object.prototype)).toEqual([])
  expect('polluted' in {}).toBe(false)
  expect(statuses.filter((status) => status >= 500)).toEqual([])
  const { rows } = await web.world.ctx.db.pool.query(
    `select id from payment where metadata::text ~ 'polluted|__proto__'`,
  )
  expect(rows).toEqual([])
  expect(
    web.world.stripe
      .objects('payment_intent')
      .slice(before)
      .map(({ metadata }) => Object.keys(metadata)),
  ).toEqual(
    web.world.stripe
      .objects('payment_intent')
      .slice(before)
      .map(() => expect.not.arrayContaining(['__proto__', 'polluted'])),
  )
})
