import { createStripeGateway } from '@azora/payments-core/stripe/stripe-gateway'
import type { ConfirmIntent } from '@azora/payments-core/stripe/intent-calls'
import { createWorld, type World } from '@azora/test-kit/create-world'
import { expect, test } from 'vitest'

const create = { method: 'POST', path: '/v1/payment_intents' }
const silent = { debug() {}, info() {}, warn() {}, error() {} }

const gatewayOf = (stripe: World['stripe'], options: { timeoutMs?: number; deadlineMs?: number } = {}) =>
  createStripeGateway({
    secretKey: stripe.secretKey,
    apiBase: stripe.url,
    log: silent,
    timeoutMs: 300,
    backoffMs: { initial: 1, maximum: 2 },
    ...options,
  })

const attempt = (stripe: World['stripe'], card = '4242424242424242'): ConfirmIntent => ({
  merchantId: crypto.randomUUID(),
  paymentId: crypto.randomUUID(),
  attemptId: crypto.randomUUID(),
  paymentIntentId: null,
  confirmationTokenId: stripe.confirmationToken({ card }).id,
  amountMinor: 18_00,
  currency: 'usd',
  description: 'Harbour mug',
  metadata: {},
})

test.each([
  ['overload (P10)', { effect: 'status', status: 429, times: 3 }],
  ['failures that Stripe does not keep', { effect: 'status', status: 500, stored: false, times: 3 }],
  ['an HTML page of a proxy', { effect: 'status', status: 503, times: 2 }],
  ['a key that is still in use (P8)', { effect: 'status', status: 409, times: 2 }],
] as const)('%s: asks again under the same key and gets its answer', async (_, fault) => {
  await using world = await createWorld()
  const { stripe } = world
  stripe.faults.add({ match: create, ...fault })

  const outcome = await gatewayOf(stripe).intents.confirm(attempt(stripe))

  expect(outcome).toMatchObject({ kind: 'answered', value: { status: 'succeeded' } })
  expect(
    new Set(
      stripe
        .requests()
        .filter(({ path }) => path === create.path)
        .map(({ idempotencyKey }) => idempotencyKey),
    ).size,
  ).toBe(1)
})

test('asks five times at the most, and then does not know', async () => {
  await using world = await createWorld()
  const { stripe } = world
  stripe.faults.add({ match: create, effect: 'status', status: 429, times: 99 })

  const outcome = await gatewayOf(stripe).intents.confirm(attempt(stripe))

  expect(outcome).toEqual({ kind: 'unknown' })
  expect(stripe.requests().filter(({ path }) => path === create.path)).toHaveLength(5)
})

test('a failure that Stripe has stored under the key is not an answer about the money (P7)', async () => {
  await using world = await createWorld()
  const { stripe } = world
  stripe.faults.add({ match: create, effect: 'status', status: 500, stored: true, times: 1 })

  const outcome = await gatewayOf(stripe).intents.confirm(attempt(stripe))

  expect(outcome).toEqual({ kind: 'unknown', isKeySpent: true })
})

test('the deadline ends a request that hangs, however many calls are left', async () => {
  await using world = await createWorld()
  const { stripe } = world
  stripe.faults.add({ match: create, effect: 'timeout', times: 99 })

  const outcome = await gatewayOf(stripe, { timeoutMs: 200, deadlineMs: 100 }).intents.confirm(attempt(stripe))

  expect(outcome).toEqual({ kind: 'unknown' })
  expect(stripe.requests().filter(({ path }) => path === create.path).length).toBeLessThanOrEqual(1)
})

test('an attempt is found by its id among the PaymentIntents of its time, or proven absent', async () => {
  await using world = await createWorld()
  const { stripe } = world
  const gateway = gatewayOf(stripe)
  const made = attempt(stripe)
  await gateway.intents.confirm(made)
  await gateway.intents.confirm(attempt(stripe))
  const createdAt = stripe.clock.now()

  const found = await gateway.intents.findOfAttempt({ attemptId: made.attemptId, createdAt })
  const absent = await gateway.intents.findOfAttempt({ attemptId: crypto.randomUUID(), createdAt })

  expect(found).toMatchObject({ attemptId: made.attemptId, paymentId: made.paymentId, status: 'succeeded' })
  expect(absent).toBeUndefined()
})

test('a key that Stripe does not know says nothing about the money', async () => {
  await using world = await createWorld()
  const { stripe } = world
  const gateway = createStripeGateway({ secretKey: 'sk_live_wrong', apiBase: stripe.url, log: silent })

  const outcome = await gateway.intents.confirm(attempt(stripe))

  expect(outcome).toEqual({ kind: 'unknown' })
})

test('a process that slept for a day between two calls does not call again: its key is forgotten (P5)', async () => {
  await using world = await createWorld()
  const { stripe, clock } = world
  stripe.loseNextResponse(create)
  const gateway = createStripeGateway({
    secretKey: stripe.secretKey,
    apiBase: stripe.url,
    log: silent,
    clock,
    pause: async () => clock.advance({ hours: 25 }),
  })

  const outcome = await gateway.intents.confirm(attempt(stripe))

  expect(outcome).toEqual({ kind: 'unknown' })
  expect(stripe.objects('payment_intent')).toHaveLength(1)
})
