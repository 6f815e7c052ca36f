import { expect, test } from 'vitest'
import { connect, createWorld } from './support/create-world.ts'

test('a key that asks too often is told to wait, and may ask again in the next second', async () => {
  const at = new Date('2026-11-21T09:00:00Z')
  await using world = await createWorld({ clock: { now: () => at } })
  const { stripe, sandbox } = world
  sandbox.limitRate(3)
  for (let asked = 0; asked < 3; asked++) await stripe.customers.list()

  await expect(stripe.customers.create({}, { idempotencyKey: 'k' })).rejects.toMatchObject({
    type: 'StripeRateLimitError',
    statusCode: 429,
    code: 'rate_limit',
    headers: expect.objectContaining({ 'stripe-rate-limited-reason': 'global-rate' }),
  })

  const other = connect({ port: sandbox.port, secretKey: 'sk_test_another' })
  await expect(other.customers.list()).resolves.toMatchObject({ data: [] })
  await sandbox.clock.advance(1)
  await expect(stripe.customers.create({}, { idempotencyKey: 'k' })).resolves.toMatchObject({ object: 'customer' })
})

test('the limit is that of Stripe unless said, and goes away again', async () => {
  const at = new Date('2026-11-21T09:00:00Z')
  await using world = await createWorld({ clock: { now: () => at } })
  const limit = (body: object) =>
    fetch(`${world.sandbox.url}/_sandbox/rate-limit`, { method: 'POST', body: JSON.stringify(body) })
  const askOften = async () => {
    const asked = Array.from({ length: 30 }, () => world.stripe.balance.retrieve())
    return (await Promise.allSettled(asked)).filter(({ status }) => status === 'rejected').length
  }

  await limit({})
  const refused = await askOften()
  await limit({ perSecond: null })

  expect(refused).toBe(5)
  expect(await askOften()).toBe(0)
})

test('a restricted key may do what it was made for', async () => {
  await using world = await createWorld()
  const { sandbox } = world
  const made = await fetch(`${sandbox.url}/_sandbox/restricted-keys`, {
    method: 'POST',
    body: JSON.stringify({ permissions: { customers: 'read', payment_intents: 'write' } }),
  })
  const { key } = (await made.json()) as { key: string }
  const stripe = connect({ port: sandbox.port, secretKey: key })

  await stripe.customers.list()
  const intent = await stripe.paymentIntents.create({ amount: 500, currency: 'usd' })
  await stripe.paymentIntents.retrieve(intent.id)

  await expect(stripe.customers.create()).rejects.toMatchObject({
    type: 'StripePermissionError',
    statusCode: 403,
    message: expect.stringContaining("Having the 'rak_customer_write' permission"),
  })
  await expect(stripe.refunds.list()).rejects.toMatchObject({ type: 'StripePermissionError' })
  expect(() => sandbox.addRestrictedKey({ customers: 'all' as 'read' })).toThrow('none, read or write')
})

test('a version that cannot be one is refused', async () => {
  await using world = await createWorld()
  const ask = (apiVersion: string) => world.stripe.balance.retrieve({}, { apiVersion })

  await expect(ask('2026-1-2')).rejects.toMatchObject({
    statusCode: 400,
    message: 'Invalid Stripe API version: 2026-1-2',
  })
  await expect(ask('2025-09-30.clover')).resolves.toMatchObject({ object: 'balance' })
})
