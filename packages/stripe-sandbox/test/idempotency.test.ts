import { expect, test } from 'vitest'
import { createWorld, type World } from './support/create-world.ts'

const create = (world: World, idempotencyKey: string, amount = 500) =>
  world.stripe.paymentIntents.create(
    { amount, currency: 'usd', confirm: true, payment_method: 'pm_card_visa', return_url: 'https://shop.example' },
    { idempotencyKey },
  )

/** The fetch client of the SDK hands out a Headers object where the types say a record. */
const headersOf = ({ lastResponse: { headers } }: { lastResponse: { headers: object } }) =>
  headers instanceof Headers ? Object.fromEntries(headers) : headers

test('the same key and parameters give the first answer again', async () => {
  await using world = await createWorld()
  const first = await create(world, 'k1')

  const second = await create(world, 'k1')

  expect(second.id).toBe(first.id)
  expect(headersOf(second)).toMatchObject({
    'idempotent-replayed': 'true',
    'idempotency-key': 'k1',
    'original-request': first.lastResponse.requestId,
  })
  expect(world.sandbox.objects('payment_intent')).toHaveLength(1)
  expect(world.sandbox.requests().map(({ replayed }) => replayed)).toEqual([false, true])
})

test('other parameters or another path are refused', async () => {
  await using world = await createWorld()
  await create(world, 'k1')

  await expect(create(world, 'k1', 501)).rejects.toMatchObject({
    type: 'StripeIdempotencyError',
    statusCode: 400,
    message: expect.stringContaining('same parameters'),
  })
  await expect(world.stripe.customers.create({}, { idempotencyKey: 'k1' })).rejects.toMatchObject({
    type: 'StripeIdempotencyError',
    message: expect.stringContaining("('/v1/customers' vs '/v1/payment_intents')"),
  })
})

test('a declined card is an answer that is kept', async () => {
  await using world = await createWorld()
  const decline = () =>
    world.stripe.paymentIntents.create(
      {
        amount: 500,
        currency: 'usd',
        confirm: true,
        payment_method: 'pm_card_visa_chargeDeclined',
        return_url: 'https://x.example',
      },
      { idempotencyKey: 'k2' },
    )
  await expect(decline()).rejects.toMatchObject({ code: 'card_declined' })

  await expect(decline()).rejects.toMatchObject({ code: 'card_declined', headers: { 'idempotent-replayed': 'true' } })

  expect(world.sandbox.objects('charge')).toHaveLength(1)
})

test('parameters that fail validation keep nothing: the key can be used for the corrected request', async () => {
  await using world = await createWorld()
  const typo = { email: 'a@example.com', emial: 'a@example.com' }
  await expect(world.stripe.customers.create(typo, { idempotencyKey: 'k3' })).rejects.toMatchObject({
    code: 'parameter_unknown',
  })

  const customer = await world.stripe.customers.create({ email: 'a@example.com' }, { idempotencyKey: 'k3' })

  expect(customer.email).toBe('a@example.com')
})

test('a key in use is refused with 409 until its first request ends', async () => {
  await using world = await createWorld()
  world.sandbox.faults.add({ match: { method: 'POST' }, effect: 'slow', ms: 300, times: 1 })
  const slow = create(world, 'k4')
  await expect.poll(() => world.sandbox.faults.list()[0]?.hits).toBe(1)

  await expect(create(world, 'k4')).rejects.toMatchObject({
    statusCode: 409,
    code: 'idempotency_key_in_use',
    headers: { 'stripe-should-retry': 'true' },
  })

  const first = await slow
  expect((await create(world, 'k4')).id).toBe(first.id)
})

test('a key stays in use until its answer has left', async () => {
  await using world = await createWorld()
  world.sandbox.faults.add({ match: { method: 'POST' }, effect: 'slow', phase: 'after', ms: 300 })
  const slow = create(world, 'k8')
  await expect.poll(() => world.sandbox.objects('payment_intent').length).toBe(1)

  await expect(create(world, 'k8')).rejects.toMatchObject({ code: 'idempotency_key_in_use' })

  await expect(slow).resolves.toMatchObject({ status: 'succeeded' })
})

test('a key is forgotten after 24 hours', async () => {
  await using world = await createWorld()
  const first = await create(world, 'k5')
  await world.sandbox.clock.advance(24 * 3600 - 60)
  expect((await create(world, 'k5')).id).toBe(first.id)

  await world.sandbox.clock.advance(60)

  expect((await create(world, 'k5')).id).not.toBe(first.id)
})

test('a key has at most 255 characters', async () => {
  await using world = await createWorld()

  await expect(create(world, 'k'.repeat(256))).rejects.toMatchObject({ statusCode: 400 })

  await expect(create(world, 'k'.repeat(255))).resolves.toMatchObject({ status: 'succeeded' })
})

test('a stored 500 is replayed, another 500 is not', async () => {
  await using world = await createWorld()
  const { faults } = world.sandbox
  faults.add({ effect: 'status', status: 500, stored: true })
  await expect(create(world, 'k6')).rejects.toMatchObject({ statusCode: 500 })
  await expect(create(world, 'k6')).rejects.toMatchObject({ statusCode: 500 })

  faults.clear()
  faults.add({ effect: 'status', status: 500 })
  await expect(create(world, 'k7')).rejects.toMatchObject({ statusCode: 500 })

  await expect(create(world, 'k7')).resolves.toMatchObject({ status: 'succeeded' })
  expect(world.sandbox.objects('payment_intent')).toHaveLength(1)
})
