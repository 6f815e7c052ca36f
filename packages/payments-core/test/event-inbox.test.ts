import { applyEvent } from '@azora/payments-core/event/apply-event'
import { RowMissing } from '@azora/payments-core/event/row-missing'
import { sweepEvents } from '@azora/payments-core/event/sweep-events'
import { getPayment } from '@azora/payments-core/payment/get-payment'
import { createWorld, type World } from '@azora/test-kit/create-world'
import { storedEvent, storeEvent, stripeEvents } from '@azora/test-kit/stripe-events'
import { expect, test } from 'vitest'

const statusOf = async (world: World, paymentId: string) =>
  (await getPayment(world.as('shopper'), { paymentId })).status

/** Whatever Stripe has to say reaches us only when a test stores it. */
async function quietWorld(): Promise<World> {
  const world = await createWorld()
  world.stripe.webhooks.dropNext(10_000)
  return world
}

/** A payment whose first card failed 3-D Secure: five events, none of which is the end. */
async function undecided(world: World) {
  const { payment, clientSecret } = await world.pay('4000002500003155')
  world.stripe.completeThreeDSecure(String(clientSecret?.split('_secret_')[0]), 'failed')
  return payment
}

const readsOf = (world: World) =>
  world.stripe.requests().filter(({ method, path }) => method === 'GET' && path.startsWith('/v1/payment_intents/'))
    .length

const storeAll = async (world: World) => {
  for (const event of stripeEvents(world)) await storeEvent(world, event)
}

const failReads = (world: World, status: number) =>
  world.stripe.faults.add({ match: { method: 'GET' }, effect: 'status', status, times: 'always' })

/** Sweeps until nothing is due, again and again, as if each pause were over at once. */
async function sweepRounds(world: World, rounds: number): Promise<void> {
  for (let round = 0; round < rounds; round += 1) {
    await world.expireLeases()
    await sweepEvents(world.ctx)
  }
}

test('events of one object that wait together cost one reading of it, and all are closed', async () => {
  await using world = await quietWorld()
  const payment = await undecided(world)
  await storeAll(world)
  const ofIntent = stripeEvents(world).filter(({ type }) => type.startsWith('payment_intent.'))

  await sweepEvents(world.ctx)

  expect(readsOf(world)).toBe(1)
  expect(await statusOf(world, payment.id)).toBe('requires_payment_method')
  expect(ofIntent.length).toBeGreaterThan(2)
  const outcomes = await Promise.all(ofIntent.map(async ({ id }) => (await storedEvent(world, id)).outcome))
  expect(outcomes.filter((outcome) => outcome === 'applied')).toHaveLength(1)
  expect(outcomes).toContain('covered')
  expect(outcomes).not.toContain(null)
})

test('an end that a payload tells of is believed without a reading, and makes the events before it old news', async () => {
  await using world = await quietWorld()
  const { payment } = await world.pay()
  await storeAll(world)

  await sweepEvents(world.ctx)

  expect(readsOf(world)).toBe(0)
  expect(await statusOf(world, payment.id)).toBe('succeeded')
})

test('an event that comes while its object is being worked on is left to whoever does, and is not lost', async () => {
  await using world = await quietWorld()
  const payment = await undecided(world)
  const [first, ...later] = stripeEvents(world).filter(({ type }) => type.startsWith('payment_intent.'))
  const firstId = await storeEvent(world, { ...first, type: 'payment_intent.processing' } as never)
  const laterIds: string[] = []
  const busy = withReading(world, async () => {
    for (const event of later) laterIds.push(await storeEvent(world, event))
    expect(await applyEvent(world.ctx, String(laterIds[0]))).toBe('elsewhere')
    await sweepEvents(world.ctx)
  })

  await applyEvent(busy, firstId)

  expect(laterIds.length).toBeGreaterThan(1)
  for (const id of laterIds) expect((await storedEvent(world, id)).outcome).not.toBeNull()
  expect(await statusOf(world, payment.id)).toBe('requires_payment_method')
})

test('a worker that stalls loses its lease; when it wakes up, what it does changes nothing (W8)', async () => {
  await using world = await quietWorld()
  const payment = await undecided(world)
  await storeAll(world)
  const [event] = stripeEvents(world, 'payment_intent.payment_failed')
  const id = String(event?.id)
  let isFirst = true
  const stalled = withReading(world, async () => {
    if (!isFirst) return
    isFirst = false
    expect(await applyEvent(world.ctx, id)).toBe('elsewhere')
    await world.expireLeases()
    await sweepEvents(world.ctx)
  })

  await applyEvent(stalled, id).catch(() => undefined)

  expect((await storedEvent(world, id)).outcome).toMatch(/applied|covered/)
  const { rows } = await world.ctx.db.pool.query(`select id from audit_entry where action = 'payment.declined'`)
  expect(rows).toHaveLength(1)
  expect(await statusOf(world, payment.id)).toBe('requires_payment_method')
})

test('many workers share the events out, each object to one of them (W8)', async () => {
  await using world = await quietWorld()
  for (let count = 0; count < 6; count += 1) await world.pay()
  await storeAll(world)

  await Promise.all(Array.from({ length: 5 }, () => sweepEvents(world.ctx)))
  await sweepEvents(world.ctx)

  const { rows } = await world.ctx.db.pool.query<{ left: number; receipts: number }>(
    `select (select count(*) from webhook_event where handled_at is null)::int4 as left,
            (select count(*) from receipt)::int4 as receipts`,
  )
  expect(rows).toEqual([{ left: 0, receipts: 6 }])
})

test.each([401, 429, 500])(
  'while Stripe answers %i to readings, events wait and are never parked (W9)',
  async (status) => {
    await using world = await quietWorld()
    const payment = await undecided(world)
    await storeAll(world)
    failReads(world, status)

    await sweepRounds(world, 8)

    const [event] = stripeEvents(world, 'payment_intent.payment_failed')
    expect(await storedEvent(world, String(event?.id))).toMatchObject({
      outcome: null,
      parked_at: null,
      tries: 4,
      last_error: expect.stringContaining('StripeUnavailable'),
    })

    world.stripe.faults.clear()
    await sweepRounds(world, 1)
    expect(await statusOf(world, payment.id)).toBe('requires_payment_method')
  },
)

test('a reading that hangs leaves its events to be tried again (W9)', async () => {
  await using world = await quietWorld()
  await undecided(world)
  await storeAll(world)
  world.stripe.faults.add({ match: { method: 'GET' }, effect: 'timeout', times: 'always' })

  await sweepEvents(world.ctx)

  const [event] = stripeEvents(world, 'payment_intent.payment_failed')
  expect(await storedEvent(world, String(event?.id))).toMatchObject({ outcome: null, parked_at: null, tries: 1 })
})

test('an event that cannot be applied is parked after six tries, loudly, and others flow past it (W5, W21)', async () => {
  await using world = await quietWorld()
  const { payment: poisoned } = await world.pay()
  const [event] = stripeEvents(world, 'payment_intent.succeeded')
  const poison = structuredClone(event) as { id: string; data: { object: { amount: number } } }
  poison.data.object.amount = 1
  await storeEvent(world, poison as never)

  await sweepRounds(world, 5)
  expect(await storedEvent(world, poison.id)).toMatchObject({ parked_at: null, tries: 5 })
  const { payment: healthy } = await world.pay()
  await storeAll(world)
  await sweepRounds(world, 3)

  expect(await storedEvent(world, poison.id)).toMatchObject({
    outcome: null,
    tries: 6,
    parked_at: world.clock.now(),
    last_error: expect.stringContaining('AmountsDiffer'),
  })
  expect(await statusOf(world, healthy.id)).toBe('succeeded')
  expect(await statusOf(world, poisoned.id)).toBe('processing')
  expect(world.logged.filter((line) => line.includes('an event was parked'))).toHaveLength(1)
  expect(await applyEvent(world.ctx, poison.id)).toBe('parked')
})

test('a poisoned event does not hold up its own object either', async () => {
  await using world = await quietWorld()
  const { payment } = await world.pay()
  const [event] = stripeEvents(world, 'payment_intent.succeeded')
  const poison = structuredClone(event) as { id: string; data: { object: { amount: number } } }
  poison.id = 'evt_poison'
  poison.data.object.amount = 1
  await storeEvent(world, poison as never)
  await sweepRounds(world, 1)

  await storeAll(world)
  await sweepEvents(world.ctx)

  expect(await statusOf(world, payment.id)).toBe('succeeded')
})

test('a failed first try leaves nothing in the job queue: the event’s own row says when the next one is', async () => {
  await using world = await createWorld()
  world.stripe.faults.add({ match: { method: 'GET' }, effect: 'status', status: 500, times: 'always' })
  await undecided(world)

  await world.settle()

  const { rows: jobs } = await world.ctx.db.pool.query('select id from graphile_worker.jobs')
  const { rows: waiting } = await world.ctx.db.pool.query(
    `select id from webhook_event where handled_at is null and next_try_at < now() + interval '30 seconds'`,
  )
  expect(jobs).toEqual([])
  expect(waiting.length).toBeGreaterThan(0)
})

test('an event whose job is lost is applied by the sweeper (I13)', async () => {
  await using world = await quietWorld()
  const { payment } = await world.pay()
  await storeAll(world)

  await sweepEvents(world.ctx)

  expect(await statusOf(world, payment.id)).toBe('succeeded')
})

test('an event of a worker that died is applied when its lease is over (W5)', async () => {
  await using world = await quietWorld()
  const { payment } = await world.pay()
  await storeAll(world)
  await world.ctx.db.pool.query(
    `update webhook_event set lease_token = gen_random_uuid(), lease_until = now() + interval '45 seconds'`,
  )

  expect(await sweepEvents(world.ctx)).toBe(0)
  await world.expireLeases()
  await sweepEvents(world.ctx)

  expect(await statusOf(world, payment.id)).toBe('succeeded')
})

test('an event that names a payment of ours waits for its row (W6)', async () => {
  await using world = await quietWorld()
  const { payment } = await world.pay()
  const early = crypto.randomUUID()
  const [event] = stripeEvents(world, 'payment_intent.succeeded')
  const told = structuredClone(event) as { data: { object: { id: string; metadata: Record<string, string> } } }
  told.data.object.id = 'pi_early'
  told.data.object.metadata['azora_payment_id'] = early
  const id = await storeEvent(world, told as never)

  await expect(applyEvent(world.ctx, id)).rejects.toThrow(RowMissing)
  await world.ctx.db.pool.query(
    `insert into payment select (jsonb_populate_record(payment, jsonb_build_object('id', $1::text, 'stripe_payment_intent_id', null))).*
     from payment where id = $2`,
    [early, payment.id],
  )
  await sweepRounds(world, 1)

  expect(await statusOf(world, early)).toBe('succeeded')
})

test('an event that names a payment of ours which never comes is put before staff, not dropped (W6)', async () => {
  await using world = await quietWorld()
  await world.pay()
  const [event] = stripeEvents(world, 'payment_intent.succeeded')
  const told = structuredClone(event) as { data: { object: { id: string } } }
  told.data.object.id = 'pi_second_of_the_same_payment'
  const id = await storeEvent(world, told as never)

  await sweepRounds(world, 7)

  expect(await storedEvent(world, id)).toMatchObject({ outcome: null, parked_at: world.clock.now(), tries: 6 })
})

/** A context in which something happens between Stripe's answer to a reading and our hearing it. */
const withReading = (world: World, meanwhile: () => Promise<void>): World['ctx'] => ({
  ...world.ctx,
  stripe: {
    ...world.ctx.stripe,
    intents: {
      ...world.ctx.stripe.intents,
      retrieve: async (id) => {
        const intent = await world.ctx.stripe.intents.retrieve(id)
        await meanwhile()
        return intent
      },
    },
  },
})
