import { randomUUID } from 'node:crypto'
import { accessRules } from '@azora/api/access-rules'
import { restRoutes, type RestRoute } from '@azora/api/rest/rest-routes'
import { Payment } from '@azora/contract/payment'
import { roles } from '@azora/contract/role'
import { expect, test } from 'vitest'
import { startWeb } from './support/start-web.ts'

type Web = Awaited<ReturnType<typeof startWeb>>

interface Ask {
  method?: string
  body?: unknown
  headers?: Record<string, string>
  subject?: string | null
  roles?: readonly string[]
}

async function ask(web: Web, path: string, { method = 'GET', body, headers = {}, subject = 'ada', roles }: Ask = {}) {
  const response = await fetch(web.url + path, {
    method,
    headers: {
      ...(subject === null ? {} : { authorization: `Bearer ${await web.token(subject, roles)}` }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  })
  const text = await response.text()
  return {
    status: response.status,
    type: response.headers.get('content-type'),
    headers: response.headers,
    // The tests say what is in it.
    body: (text === '' ? null : JSON.parse(text)) as Record<string, unknown>,
  }
}

const payment = (web: Web) => ({
  cart: web.world.cart(),
  confirmationTokenId: web.world.stripe.confirmationToken({ card: '4242424242424242' }).id,
})

const createdIntents = (web: Web) =>
  web.world.stripe.requests().filter(({ method, path }) => method === 'POST' && path === '/v1/payment_intents')

test('a shopper pays, reads and lists by address, and staff refund', async () => {
  await using web = await startWeb()

  const paid = await ask(web, '/api/payments/process', {
    method: 'POST',
    body: { ...payment(web), requestId: randomUUID() },
  })
  await web.world.settle()
  const { id: paymentId } = Payment.parse(paid.body['payment'])
  const read = await ask(web, `/api/payments/${paymentId}`)
  const history = await ask(web, '/api/payments/history?limit=5&status=succeeded')
  const receipt = await ask(web, `/api/receipts/${paymentId}`)
  const refund = await ask(web, '/api/payments/refund', {
    method: 'POST',
    body: { requestId: randomUUID(), paymentId, amountMinor: 100 },
    subject: 'sam',
    roles: ['admin'],
  })

  expect([paid, read, history, receipt, refund].map(({ status }) => status)).toEqual([200, 200, 200, 200, 200])
  expect(read.body).toMatchObject({ id: paymentId, status: 'succeeded' })
  expect(history.body).toMatchObject({ payments: [{ id: paymentId }], nextCursor: null })
  expect(refund.body).toMatchObject({ paymentId, amount: { amountMinor: 100 } })
})

test('the request id may be the Idempotency-Key, and is the same request over tRPC', async () => {
  await using web = await startWeb()
  const requestId = randomUUID()
  const body = payment(web)

  const first = await ask(web, '/api/payments/process', {
    method: 'POST',
    body,
    headers: { 'idempotency-key': `"${requestId}"` },
  })
  const again = await ask(web, '/api/payments/process', { method: 'POST', body: { ...body, requestId } })
  const overTrpc = await web.client('ada').payments.process.mutate({ ...body, requestId })

  expect(again.body).toEqual(first.body)
  expect(overTrpc).toEqual(first.body)
  expect(createdIntents(web)).toHaveLength(1)
})

test('an Idempotency-Key that differs from the request id is refused without effect', async () => {
  await using web = await startWeb()

  const refused = await ask(web, '/api/payments/process', {
    method: 'POST',
    body: { ...payment(web), requestId: randomUUID() },
    headers: { 'idempotency-key': randomUUID() },
  })

  expect(refused.status).toBe(400)
  expect(refused.body).toMatchObject({ code: 'input_invalid', refusal: { fields: [{ path: 'requestId' }] } })
  expect(createdIntents(web)).toHaveLength(0)
})

test('a no is a problem with our code, its data and what to do', async () => {
  await using web = await startWeb()
  const paymentId = randomUUID()

  const missing = await ask(web, `/api/payments/${paymentId}`)
  const described = await ask(web, '/api/problems/payment_not_found')

  expect(missing).toMatchObject({ status: 404, type: 'application/problem+json' })
  expect(missing.body).toEqual({
    type: '/api/problems/payment_not_found',
    title: 'Payment not found',
    status: 404,
    detail: 'There is no such payment.',
    code: 'payment_not_found',
    refusal: { code: 'payment_not_found', paymentId },
    requestId: missing.headers.get('x-request-id'),
  })
  expect(described.body).toMatchObject({ code: 'payment_not_found', status: 404 })
})

test.for([
  ['an address that there is not', '/api/payment', {}, 404],
  ['an address with a wrong id', '/api/payments/42', {}, 400],
  ['a way that an address does not take', '/api/payments/history', { method: 'POST', body: {} }, 405],
  ['a number that is none', '/api/payments/history?limit=many', {}, 400],
  ['a key that it does not know', '/api/payments/history?page=2', {}, 400],
  ['a key that comes twice', '/api/payments/history?limit=2&limit=3', {}, 400],
  ['a query where nothing is taken', '/api/payments/methods/list?limit=2', {}, 400],
  ['JSON that is none', '/api/payments/quote', { method: 'POST', body: '{"items":' }, 400],
  ['a list instead of an object', '/api/payments/quote', { method: 'POST', body: '[1]' }, 400],
  ['a form', '/api/payments/quote', { method: 'POST', body: 'a=1', headers: { 'content-type': 'text/plain' } }, 415],
  [
    'more than is read',
    '/api/payments/quote',
    { method: 'POST', body: JSON.stringify({ a: 'x'.repeat(300_000) }) },
    413,
  ],
  ['a prototype', '/api/payments/quote', { method: 'POST', body: '{"__proto__":{"items":[]}}' }, 400],
  ['whoever is not signed in', '/api/payments/history', { subject: null }, 401],
  ['whoever may not', '/api/refunds', {}, 403],
] as const satisfies [string, string, Ask, number][])(
  '%s is refused as a problem',
  async ([, path, request, status]) => {
    await using web = await startWeb()

    const answer = await ask(web, path, request)

    expect(answer).toMatchObject({ status, type: 'application/problem+json', body: { status } })
    expect(JSON.stringify(answer.body)).not.toMatch(/stack|zod|node_modules|Unexpected/i)
  },
)

test('what stands in the address may not be said differently in the body', async () => {
  await using web = await startWeb()

  const answer = await ask(web, `/api/payments/${randomUUID()}/cancel`, {
    method: 'POST',
    body: { requestId: randomUUID(), paymentId: randomUUID() },
  })

  expect(answer.body).toMatchObject({ code: 'input_invalid', refusal: { fields: [{ path: 'paymentId' }] } })
})

test('logs and figures name the address, never what was asked for', async () => {
  await using web = await startWeb()
  const paymentId = randomUUID()

  await ask(web, `/api/payments/${paymentId}?cursor=secret`)

  const line = web.lines.find((text) => text.includes('"msg":"request"')) ?? ''
  expect(JSON.parse(line)).toMatchObject({ route: '/api/payments/{paymentId}', status: 400 })
  expect(web.lines.join('')).not.toMatch(new RegExp(`${paymentId}|secret`))
})

test('every address asks for the same roles as over tRPC', async () => {
  await using web = await startWeb()
  const guarded = Object.entries(accessRules).flatMap(([path, rule]) => {
    const route: RestRoute | null = restRoutes[path as keyof typeof restRoutes]
    return rule === 'anyone' || route === null ? [] : [{ route, rule: rule as readonly string[] }]
  })

  const wrong = []
  for (const { route, rule } of guarded) {
    const path = route.address.replaceAll(/\{\w+\}/g, () => randomUUID())
    const method = { method: route.method }
    const anonymous = await ask(web, path, { ...method, subject: null })
    if (anonymous.status !== 401) wrong.push({ path, status: anonymous.status })
    for (const role of roles.filter((name) => !rule.includes(name))) {
      const { status } = await ask(web, path, { ...method, roles: [role] })
      if (status !== 403) wrong.push({ path, role, status })
    }
    for (const role of roles.filter((name) => rule.includes(name))) {
      const { status } = await ask(web, path, { ...method, roles: [role] })
      if (status === 401 || status === 403 || status >= 500) wrong.push({ path, role, status })
    }
  }

  expect(guarded.length).toBeGreaterThan(40)
  expect(wrong).toEqual([])
})
