import { expect, test } from 'vitest'
import { createPaymentsClient, createServerClock, failureOf, isRefusal, type Failure } from '../src/index.ts'
import { data, fault, refusal, startScriptedApi } from './support/scripted-api.ts'

const requestId = '7c5a8a52-1a3b-4b6e-9f49-0d9a3f6f2f10'
const cart = { items: [{ priceId: '0199a9a0-0000-7000-8000-000000000001', quantity: 1 }], currency: 'eur' as const }
const payment = { requestId, cart, confirmationTokenId: 'ctoken_1' }
const signedOut = () => null

const thrown = (promise: Promise<unknown>): Promise<Failure> => promise.then(() => expect.unreachable(), failureOf)

const tokenUntil = (seconds: number, name: string) =>
  ['', btoa(JSON.stringify({ exp: seconds, name })).replaceAll('=', ''), ''].join('.')

test('calls of one moment travel in one request', async () => {
  await using api = await startScriptedApi(({ path }) => ({ results: path.split(',').map((name) => data(name)) }))
  const client = createPaymentsClient({ url: api.url, getToken: signedOut })

  const answers = await Promise.all([client.catalog.list.query(), client.health.check.query()])

  expect(answers).toEqual(['catalog.list', 'health.check'])
  expect(api.seen).toHaveLength(1)
})

test('a payment of which no answer came is sent again as the same request', async () => {
  await using api = await startScriptedApi((_, attempt) => (attempt < 3 ? null : { results: [data('paid')] }))
  const client = createPaymentsClient({ url: api.url, getToken: signedOut })

  expect(await client.payments.process.mutate(payment)).toBe('paid')

  expect(api.seen.map(({ inputs }) => inputs['0'])).toEqual([payment, payment, payment])
})

test.for([
  ['an outage behind a proxy', { status: 502, body: '<h1>Bad gateway</h1>' }],
  ['a request that is at work already', { results: [refusal({ code: 'request_in_progress' }, 409)] }],
  [
    'an outage that will pass',
    { results: [refusal({ code: 'temporarily_unavailable', retryAfterSeconds: 0 } as { code: string }, 503)] },
  ],
] as const)('after %s a payment is asked for again', async ([, reply]) => {
  await using api = await startScriptedApi((_, attempt) => (attempt === 1 ? reply : { results: [data('paid')] }))
  const client = createPaymentsClient({ url: api.url, getToken: signedOut })

  expect(await client.payments.process.mutate(payment)).toBe('paid')
})

test('what cannot be repeated is sent once, and the caller learns that nobody answered', async () => {
  await using api = await startScriptedApi(() => null)
  const client = createPaymentsClient({ url: api.url, getToken: signedOut })

  const failure = await thrown(client.paymentMethods.setDefault.mutate({ savedMethodId: requestId }))

  expect(failure).toEqual({ kind: 'unanswered' })
  expect(api.seen).toHaveLength(1)
})

test('a no is an answer: it is not asked for again, and says why', async () => {
  await using api = await startScriptedApi(() => ({ results: [refusal({ code: 'cart_empty' }, 400)] }))
  const client = createPaymentsClient({ url: api.url, getToken: signedOut })

  const error: unknown = await client.payments.process.mutate(payment).catch((thrownError: unknown) => thrownError)

  expect(isRefusal(error, 'cart_empty')).toBe(true)
  expect(failureOf(error)).toEqual({ kind: 'refused', refusal: { code: 'cart_empty' } })
  expect(api.seen).toHaveLength(1)
})

test('whoever is asked to come back in a minute is told so, instead of waiting', async () => {
  const reason = { code: 'temporarily_unavailable', retryAfterSeconds: 60 }
  await using api = await startScriptedApi(() => ({ results: [refusal(reason, 503)] }))
  const client = createPaymentsClient({ url: api.url, getToken: signedOut })

  expect(await thrown(client.payments.process.mutate(payment))).toEqual({ kind: 'refused', refusal: reason })
  expect(api.seen).toHaveLength(1)
})

test('a fault of the API is told with the id that finds it in the logs', async () => {
  await using api = await startScriptedApi(() => ({ results: [fault(500, 'INTERNAL_SERVER_ERROR')] }))
  const client = createPaymentsClient({ url: api.url, getToken: signedOut })

  expect(await thrown(client.payments.process.mutate(payment))).toEqual({ kind: 'failed', requestId: 'r-1' })
  expect(api.seen).toHaveLength(1)
})

test('a try that takes too long is over, whether the head or the rest of the answer is missing', async () => {
  await using api = await startScriptedApi(() => new Promise(() => {}))
  const client = createPaymentsClient({ url: api.url, getToken: signedOut, timeoutMs: 20 })

  expect(await thrown(client.paymentMethods.setDefault.mutate({ savedMethodId: requestId }))).toEqual({
    kind: 'unanswered',
  })
})

test('what the caller cancels is over at once and never sent again', async () => {
  const asked = Promise.withResolvers<void>()
  await using api = await startScriptedApi(() => {
    asked.resolve()
    return new Promise(() => {})
  })
  const client = createPaymentsClient({ url: api.url, getToken: signedOut })
  const controller = new AbortController()

  const call = thrown(client.payments.list.query({}, { signal: controller.signal }))
  await asked.promise
  controller.abort()

  expect(await call).toEqual({ kind: 'canceled' })
  expect(api.seen).toHaveLength(1)
})

test('a refused token is renewed once, also when an outage came first', async () => {
  const unauthorized = { results: [refusal({ code: 'unauthenticated' }, 401, 'UNAUTHORIZED')] }
  await using api = await startScriptedApi((_, attempt) => (attempt === 1 ? null : unauthorized))
  const getToken = ({ fresh = false } = {}) => (fresh ? 'fresh' : 'old')
  const client = createPaymentsClient({ url: api.url, getToken })

  const failure = await thrown(client.payments.process.mutate(payment))

  expect(failure).toEqual({ kind: 'refused', refusal: { code: 'unauthenticated' } })
  expect(api.seen.map(({ authorization }) => authorization)).toEqual(['Bearer old', 'Bearer old', 'Bearer fresh'])
})

test('a token that has run out by the clock of the API is renewed before it is sent, however wrong the device is', async () => {
  const serverNow = Date.parse('2026-12-01T12:00:00Z')
  const date = new Date(serverNow).toUTCString()
  await using api = await startScriptedApi(({ path }) => ({
    headers: { date },
    results: path.split(',').map(() => data(null)),
  }))
  const anHourBehind = () => serverNow - 3_600_000
  const clock = createServerClock(anHourBehind)
  const old = tokenUntil(serverNow / 1000 - 60, 'old')
  const fresh = tokenUntil(serverNow / 1000 + 300, 'fresh')
  const getToken = ({ fresh: renewed = false } = {}) => (renewed ? fresh : old)
  const client = createPaymentsClient({ url: api.url, getToken, clock })

  await client.health.check.query()
  await client.health.check.query()

  expect(api.seen.map(({ authorization }) => authorization)).toEqual([`Bearer ${old}`, `Bearer ${fresh}`])
})
