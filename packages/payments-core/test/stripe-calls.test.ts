import { AsyncResource } from 'node:async_hooks'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { StripeUnavailable } from '@azora/payments-core/stripe/outcome'
import { createStripeSetting, type StripeSetting } from '@azora/test-kit/create-stripe-setting'
import type Stripe from 'stripe'
import { afterEach, expect, test, vi } from 'vitest'

afterEach(() => {
  vi.restoreAllMocks()
  vi.useRealTimers()
})

const customers = { method: 'POST', path: '/v1/customers' }
const sent = (stripe: StripeSetting['stripe'], path = customers.path) =>
  stripe.requests().filter((request) => request.path.startsWith(path))

let number = 0
const newKey = () => ({ idempotencyKey: `test/${(number += 1)}` })
const makeCustomer = (stripe: Stripe) => stripe.customers.create({ name: 'Ada' }, newKey())
const intent = (payment_method: string) =>
  ({ amount: 10_00, currency: 'usd', confirm: true, payment_method, return_url: 'https://shop.example' }) as const
const readBalance = (stripe: Stripe) => stripe.balance.retrieve()

/** The clock that breakers go by, from now on moved by hand. */
function holdTime(): { advance(ms: number): void } {
  vi.useFakeTimers({ toFake: ['Date'] })
  return { advance: (ms) => void vi.setSystemTime(Date.now() + ms) }
}

test('pauses are drawn at random from nothing up to a limit that doubles', async () => {
  await using setting = await createStripeSetting({ backoffMs: { initial: 100, maximum: 350 } })
  setting.stripe.faults.add({ match: customers, effect: 'status', status: 500, stored: false, times: 'always' })
  vi.spyOn(Math, 'random')
    .mockReturnValueOnce(0)
    .mockReturnValueOnce(0.99)
    .mockReturnValueOnce(0.5)
    .mockReturnValue(0.5)

  await setting.calls.act(makeCustomer)

  expect(setting.pauses).toEqual([0, 198, 175, 175])
})

test('Retry-After is waited for, also when a proxy’s page says it', async () => {
  await using setting = await createStripeSetting()
  setting.stripe.faults.add({ match: customers, effect: 'status', status: 429, retryAfter: 3 })
  setting.stripe.faults.add({ match: customers, effect: 'status', status: 503, retryAfter: 4 })

  const outcome = await setting.calls.act(makeCustomer)

  expect(outcome.kind).toBe('answered')
  expect(setting.pauses).toEqual([3_000, 4_000])
})

test('whoever would have to wait beyond the deadline gives up at once', async () => {
  await using setting = await createStripeSetting({ deadlineMs: 20_000 })
  setting.stripe.faults.add({ match: customers, effect: 'status', status: 429, retryAfter: 60 })

  const outcome = await setting.calls.act(makeCustomer)

  expect(outcome).toEqual({ kind: 'unknown' })
  expect(setting.pauses).toEqual([])
  expect(sent(setting.stripe)).toHaveLength(1)
})

test.each([
  { shouldRetry: false, status: 500, calls: 1 },
  { shouldRetry: false, status: 429, calls: 1 },
  { shouldRetry: true, status: 400, calls: 5 },
])('Stripe-Should-Retry: $shouldRetry decides on $status', async ({ shouldRetry, status, calls }) => {
  await using setting = await createStripeSetting()
  setting.stripe.faults.add({ match: customers, effect: 'status', status, shouldRetry, stored: false, times: 'always' })

  await setting.calls.act(makeCustomer)

  expect(sent(setting.stripe)).toHaveLength(calls)
})

test('a closed connection is counted, and not called again behind our back (P15)', async () => {
  await using setting = await createStripeSetting({ maximumCalls: 2 })
  setting.stripe.faults.add({ match: customers, effect: 'reset', times: 'always' })

  await setting.calls.act((stripe) => stripe.customers.create({}, { idempotencyKey: 'ours' }))

  const each = { idempotencyKey: 'ours', stripeVersion: '2026-10-28.endive' }
  expect(sent(setting.stripe)).toMatchObject([each, each])
})

test('two calls of one request share its budget of calls', async () => {
  await using setting = await createStripeSetting({ maximumCalls: 5 })
  const { stripe, calls } = setting
  stripe.faults.add({ match: customers, effect: 'status', status: 429, times: 3 })
  stripe.faults.add({ match: { ...customers, nth: 5 }, effect: 'status', status: 429, times: 'always' })

  const outcomes = await calls.together(async () => [await calls.act(makeCustomer), await calls.act(makeCustomer)])

  expect(outcomes.map(({ kind }) => kind)).toEqual(['answered', 'unknown'])
  expect(sent(stripe)).toHaveLength(5)
})

test('two calls of one request share its deadline', async () => {
  await using setting = await createStripeSetting({ deadlineMs: 300, timeoutMs: 250 })
  const { stripe, calls } = setting
  stripe.faults.add({ match: customers, effect: 'timeout', times: 'always' })
  const startedAt = performance.now()

  await calls.together(async () => [await calls.act(makeCustomer), await calls.act(makeCustomer)])

  expect(performance.now() - startedAt).toBeLessThan(600)
})

test('who has used up all calls may still look once', async () => {
  await using setting = await createStripeSetting({ maximumCalls: 3 })
  const { stripe, calls } = setting
  stripe.faults.add({ match: customers, effect: 'reset', times: 'always' })

  const balance = await calls.together(async () => {
    await calls.act(makeCustomer)
    return calls.read(readBalance)
  })

  expect(balance.object).toBe('balance')
  expect(sent(stripe)).toHaveLength(3)
})

test('the pages of a list are as many as they are', async () => {
  await using setting = await createStripeSetting({ maximumCalls: 2 })
  for (const _ of Array(6)) await setting.calls.act(makeCustomer)

  const found = await setting.calls.read(async (stripe) => {
    const ids: string[] = []
    for await (const { id } of stripe.customers.list({ limit: 1 })) ids.push(id)
    return ids
  })

  expect(found).toHaveLength(6)
})

test('a body that drips without end is cut off in time', async () => {
  const server = createServer((_, response) => {
    response.writeHead(200, { 'content-type': 'application/json' })
    const drip = setInterval(() => response.write(' '), 20)
    response.once('close', () => clearInterval(drip))
  }).listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  const { port } = server.address() as AddressInfo
  await using setting = await createStripeSetting({
    apiBase: `http://127.0.0.1:${port}`,
    timeoutMs: 100,
    maximumCalls: 1,
  })

  const read = setting.calls.read(readBalance)

  await expect(read).rejects.toThrow(StripeUnavailable)
  await new Promise((resolve) => server.close(resolve))
})

test('during an outage nothing is sent: acting does not know, reading says so, both at once (P11)', async () => {
  await using setting = await createStripeSetting({ maximumCalls: 4, outage: { calls: 8, pauseMs: 5_000 } })
  const { stripe, calls } = setting
  holdTime()
  stripe.faults.add({ match: {}, effect: 'reset', times: 'always' })
  for (const _ of [1, 2]) {
    await calls.act(makeCustomer)
    await calls.read(readBalance).catch(() => undefined)
  }
  stripe.faults.clear()
  const before = stripe.requests().length

  const outcome = await calls.act(makeCustomer)
  const read = calls.read(readBalance)

  expect(outcome).toEqual({ kind: 'unknown' })
  await expect(read).rejects.toThrow(StripeUnavailable)
  expect(stripe.requests()).toHaveLength(before)
  expect(calls.admit('other')).toBe(5_000)
})

/** Calls in front of an outage that is over, though nobody knows it yet. */
async function createAfterOutage() {
  const setting = await createStripeSetting({ maximumCalls: 4, outage: { calls: 4, pauseMs: 5_000 } })
  const time = holdTime()
  setting.stripe.faults.add({ match: customers, effect: 'reset', times: 4 })
  await setting.calls.act(makeCustomer)
  const before = sent(setting.stripe).length
  return { ...setting, time, sentSince: () => sent(setting.stripe).length - before }
}

test('after the pause one call tries, whoever else comes meanwhile is refused, and its answer opens the way', async () => {
  await using setting = await createAfterOutage()
  setting.time.advance(5_000)

  const outcomes = await Promise.all(Array.from({ length: 12 }, () => setting.calls.act(makeCustomer)))
  const calledWhileTrying = setting.sentSince()
  const after = await Promise.all(Array.from({ length: 12 }, () => setting.calls.act(makeCustomer)))

  expect(outcomes.filter(({ kind }) => kind === 'answered')).toHaveLength(1)
  expect(calledWhileTrying).toBe(1)
  expect(after.every(({ kind }) => kind === 'answered')).toBe(true)
})

test('a call that tries in vain begins a new pause', async () => {
  await using setting = await createAfterOutage()
  setting.stripe.faults.add({ match: customers, effect: 'reset' })
  setting.time.advance(5_000)
  await setting.calls.act(makeCustomer)

  setting.time.advance(4_999)
  const early = await setting.calls.act(makeCustomer)
  setting.time.advance(1)
  const late = await setting.calls.act(makeCustomer)

  expect([early.kind, late.kind]).toEqual(['unknown', 'answered'])
  expect(setting.sentSince()).toBe(2)
})

test('who was let in to try and does not, lets the next one', async () => {
  await using setting = await createAfterOutage()
  const { calls, time } = setting
  time.advance(5_000)

  const ask = () => calls.together(async () => calls.admit('other'))
  const elsewhere = new AsyncResource('another request')

  const [first, again, second] = await calls.together(async () => [
    await ask(),
    await ask(),
    await elsewhere.runInAsyncScope(ask),
  ])
  const third = await ask()

  expect([first, again, third]).toEqual([0, 0, 0])
  expect(second).toBeGreaterThan(0)
})

test.each([
  ['declined cards', 'pm_card_visa_chargeDeclined'],
  ['cards that do not exist', 'pm_unknown'],
])('%s are answers: they never open the breaker', async (_, card) => {
  await using setting = await createStripeSetting({ outage: { calls: 4, pauseMs: 60_000 } })
  const { stripe, calls } = setting
  const pay = (client: Stripe) => client.paymentIntents.create(intent(card), newKey())

  const outcomes = []
  for (const _time of Array(10)) outcomes.push((await calls.in('payments').act(pay)).kind)

  expect(outcomes).toEqual(Array(10).fill('refused'))
  expect(sent(stripe, '/v1/payment_intents')).toHaveLength(10)
})

test('a stored failure that is replayed for ever says nothing about Stripe’s health', async () => {
  await using setting = await createStripeSetting({ outage: { calls: 4, pauseMs: 60_000 } })
  const { stripe, calls } = setting
  stripe.faults.add({ match: customers, effect: 'status', status: 500, stored: true })
  const poisoned = (client: Stripe) => client.customers.create({}, { idempotencyKey: 'poisoned' })

  for (const _ of Array(10)) expect(await calls.act(poisoned)).toEqual({ kind: 'unknown', isKeySpent: true })

  expect((await calls.act(makeCustomer)).kind).toBe('answered')
})

test('overload opens the breaker: five calls with pauses, then nobody pushes any more (P10)', async () => {
  await using setting = await createStripeSetting({ outage: { calls: 10, pauseMs: 5_000 } })
  const { stripe, calls } = setting
  holdTime()
  stripe.faults.add({ match: customers, effect: 'status', status: 429, times: 100 })

  const outcomes = [await calls.act(makeCustomer), await calls.act(makeCustomer), await calls.act(makeCustomer)]

  expect(outcomes.map(({ kind }) => kind)).toEqual(['unknown', 'unknown', 'unknown'])
  expect(sent(stripe)).toHaveLength(10)
  expect(setting.pauses).toHaveLength(8)
  expect(calls.admit('other')).toBe(5_000)
})

test('while payments hang, as many as there is room for, refunds and reads still run', async () => {
  await using setting = await createStripeSetting({ deadlineMs: 1_500 })
  const { stripe, calls } = setting
  const payments = calls.in('payments')
  const paid = await payments.act((client) => client.paymentIntents.create(intent('pm_card_visa'), newKey()))
  stripe.faults.add({ match: { path: '/v1/payment_intents' }, effect: 'timeout', times: 'always' })
  const pay = () => payments.act((client) => client.paymentIntents.create(intent('pm_card_visa'), newKey()))
  const hanging = Array.from({ length: 64 }, pay)
  const isFull = payments.admit('payments') > 0

  const refunded = await calls
    .in('refunds')
    .act((client) => client.refunds.create({ payment_intent: paid.kind === 'answered' ? paid.value.id : '' }, newKey()))
  const balance = await calls.read(readBalance)

  expect(isFull).toBe(true)
  expect(refunded).toMatchObject({ kind: 'answered', value: { status: 'succeeded' } })
  expect(balance.object).toBe('balance')
  expect([calls.admit('refunds'), calls.admit('reads')]).toEqual([0, 0])
  await Promise.all(hanging)
})
