import { randomUUID } from 'node:crypto'
import { createPaymentsClient, isRefusal, refusalOf, type Payment } from '@azora/payments-client'
import { expect, test } from 'vitest'
import { startWeb, type PostInit } from './support/start-web.ts'

test('a shopper pays through the client, sees it succeed live, and opens the receipt', async () => {
  await using web = await startWeb()
  const client = web.client('ada')
  const confirmationTokenId = web.world.stripe.confirmationToken({ card: '4242424242424242' }).id

  const { payment } = await client.payments.process.mutate({
    requestId: randomUUID(),
    cart: web.world.cart(),
    confirmationTokenId,
  })
  const last = new Promise<Payment>((resolve, reject) => {
    let seen: Payment | undefined
    client.payments.onStatus.subscribe(
      { paymentId: payment.id },
      {
        onData: ({ data }) => {
          seen = data
        },
        onComplete: () => (seen ? resolve(seen) : reject(new Error('nothing was seen'))),
        onError: reject,
      },
    )
  })
  await web.world.settle()

  expect((await last).status).toBe('succeeded')
  const page = await client.payments.list.query({})
  expect(page.payments).toMatchObject([{ id: payment.id, status: 'succeeded' }])
  const { path } = await client.receipts.link.query({ paymentId: payment.id })
  const linked = await fetch(web.url + path)
  const direct = await web.get(`/api/receipts/${payment.id}/pdf`, 'ada')
  expect(linked.status).toBe(200)
  expect(linked.headers.get('content-type')).toBe('application/pdf')
  expect(linked.headers.get('content-disposition')).toMatch(/^inline; filename="receipt-2026-000001\.pdf"/)
  expect(Buffer.from(await direct.arrayBuffer())).toEqual(Buffer.from(await linked.arrayBuffer()))
  const again = await web.get(`/api/receipts/${payment.id}/pdf`, 'ada', {
    'if-none-match': String(direct.headers.get('etag')),
  })
  expect(again.status).toBe(304)
})

test('another shopper is told that there is no such payment, receipt or PDF (S1)', async () => {
  await using web = await startWeb()
  const confirmationTokenId = web.world.stripe.confirmationToken({ card: '4242424242424242' }).id
  const request = { requestId: randomUUID(), cart: web.world.cart(), confirmationTokenId }
  const { payment } = await web.client('ada').payments.process.mutate(request)
  await web.world.settle()
  const other = web.client('ben')
  const paymentId = payment.id

  const answers = await Promise.allSettled([
    other.payments.get.query({ paymentId }),
    other.receipts.get.query({ paymentId }),
    other.receipts.link.query({ paymentId }),
    other.receipts.pdf.query({ paymentId }),
    new Promise((_resolve, reject) => void other.payments.onStatus.subscribe({ paymentId }, { onError: reject })),
  ])
  const pdf = await web.get(`/api/receipts/${paymentId}/pdf`, 'ben')

  const reasons = answers.map((answer) => answer.status === 'rejected' && refusalOf(answer.reason))
  expect(reasons).toEqual(answers.map(() => ({ code: 'payment_not_found', paymentId })))
  expect(pdf.status).toBe(404)
})

test('while Stripe is down a checkout is told when to come back, in the answer and in its head (P11)', async () => {
  await using web = await startWeb({ stripe: { outage: { calls: 1, pauseMs: 60_000 } } })
  const { world } = web
  world.stripe.faults.add({ match: {}, effect: 'reset', times: 'always' })
  await world.pay()
  const confirmationTokenId = world.stripe.confirmationToken({ card: '4242424242424242' }).id
  const input = { requestId: randomUUID(), cart: world.cart(), confirmationTokenId }

  const answer = await web.post('/trpc/payments.process', {
    headers: { authorization: `Bearer ${await web.token('ada')}`, 'content-type': 'application/json' },
    body: JSON.stringify(input),
  })

  expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '60'])
  expect(await answer.json()).toMatchObject({
    error: { data: { refusal: { code: 'temporarily_unavailable', retryAfterSeconds: 60 } } },
  })
})

test('without a token the shop can be looked at, and everything of a shopper is refused', async () => {
  await using web = await startWeb()
  const anonymous = web.client(null)

  const catalog = await anonymous.catalog.list.query()
  const refused = await anonymous.payments.list.query({}).catch((error: unknown) => error)
  const pdf = await fetch(`${web.url}/api/receipts/${randomUUID()}/pdf`)

  expect(catalog.products.length).toBeGreaterThan(0)
  expect(isRefusal(refused, 'unauthenticated')).toBe(true)
  expect([pdf.status, pdf.headers.get('www-authenticate')]).toEqual([401, 'Bearer'])
})

test('a token that was refused is renewed once, and the request goes through', async () => {
  await using web = await startWeb()
  const asked: boolean[] = []
  const client = createPaymentsClient({
    url: `${web.url}/trpc`,
    getToken: ({ fresh = false } = {}) => {
      asked.push(fresh)
      return fresh ? web.token('ada') : 'stale'
    },
  })

  const page = await client.payments.list.query({})

  expect(page.payments).toEqual([])
  expect(asked).toEqual([false, true])
})

test('staff without the role of a shopper may not pay', async () => {
  await using web = await startWeb()

  const refused = await web
    .client('sam', ['support'])
    .payments.list.query({})
    .catch((error: unknown) => error)

  expect(isRefusal(refused, 'forbidden')).toBe(true)
})

test('what cannot be is refused with the paths of the fields, and never with what was sent', async () => {
  await using web = await startWeb()
  const answer = await web.post('/trpc/payments.get', { body: '{}' })
  const input = encodeURIComponent(JSON.stringify({ paymentId: 'drop table' }))

  const response = await web.get(`/trpc/payments.get?input=${input}`, 'ada')
  const text = await response.text()

  expect(answer.status).toBe(405)
  expect(response.status).toBe(400)
  expect(JSON.parse(text)).toMatchObject({
    error: { data: { refusal: { code: 'input_invalid', fields: [{ path: 'paymentId' }] } } },
  })
  expect(text).not.toMatch(/drop table|stack|node_modules/)
})

test.each<[string, number, PostInit]>([
  ['a form', 415, { body: 'a=1', headers: { 'content-type': 'application/x-www-form-urlencoded' } }],
  ['plain text', 415, { body: '{}', headers: { 'content-type': 'text/plain' } }],
  ['broken JSON', 400, { body: '{', headers: { 'content-type': 'application/json' } }],
  [
    'more than 256 kB',
    413,
    { body: `{"a":"${'x'.repeat(300_000)}"}`, headers: { 'content-type': 'application/json' } },
  ],
  ['another method', 405, { method: 'PUT', body: '{}' }],
])('a mutation sent as %s is answered with %i (S11)', async (_what, status, init) => {
  await using web = await startWeb()

  const response = await web.post('/trpc/payments.process', init)
  const text = await response.text()

  expect(response.status).toBe(status)
  expect(text).not.toMatch(/stack|node_modules|Error:/)
})

test('a mutation is not to be had by GET, and a batch has its limit', async () => {
  await using web = await startWeb()

  const byGet = await web.get('/trpc/payments.process?input={}', 'ada')
  const batch = await web.get(
    `/trpc/${Array.from({ length: 21 }, () => 'health.check').join(',')}?batch=1&input={}`,
    'ada',
  )

  expect(byGet.status).toBe(405)
  expect(batch.status).toBe(400)
})

test('every answer carries the headers that keep others out (S29)', async () => {
  await using web = await startWeb()

  const answers = await Promise.all(
    [
      '/',
      '/payments',
      '/api/config',
      '/healthz',
      '/trpc/health.check',
      '/assets/app-1.js',
      '/nothing.js',
      '/receipts/x/y.pdf',
    ].map((path) => fetch(web.url + path)),
  )

  for (const { headers } of answers) {
    expect(headers.get('content-security-policy')).toMatch(/frame-ancestors 'none'/)
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('referrer-policy')).toMatch(/^(strict-origin|no-referrer)$/)
    expect(headers.get('x-powered-by')).toBeNull()
  }
  const caches = answers.map(({ headers }) => headers.get('cache-control'))
  expect(caches.slice(0, 5)).toEqual(Array.from({ length: 5 }, () => 'no-store'))
  expect(caches[5]).toBe('public, max-age=31536000, immutable')
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200, 200, 404, 404])
})

test('a request id is kept if it is a plain one, and logs hold neither it nor tokens otherwise', async () => {
  await using web = await startWeb()

  const kept = await web.get('/trpc/health.check', 'ada', { 'x-request-id': 'abc-12345678' })
  const replaced = await web.get('/trpc/health.check', 'ada', { 'x-request-id': 'no{"such":1}' })
  const linked = await fetch(`${web.url}/receipts/secret-token/receipt.pdf`)

  expect(kept.headers.get('x-request-id')).toBe('abc-12345678')
  expect(replaced.headers.get('x-request-id')).toMatch(/^[\da-f-]{36}$/)
  expect(linked.status).toBe(404)
  await expect.poll(() => web.lines.join('')).toContain('/receipts/:token/:fileName')
  expect(web.lines.join('')).not.toMatch(/eyJ|secret-token|such/)
})
