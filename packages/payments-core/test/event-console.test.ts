import { randomUUID } from 'node:crypto'
import { applyEvent } from '@azora/payments-core/event/apply-event'
import { dryRunEvent } from '@azora/payments-core/event/dry-run-event'
import { replayEvent } from '@azora/payments-core/event/replay-event'
import { sweepEvents } from '@azora/payments-core/event/sweep-events'
import { getPayment } from '@azora/payments-core/payment/get-payment'
import { createWorld, type World } from '@azora/test-kit/create-world'
import { refused } from '@azora/test-kit/refused'
import { storedEvent, storeEvent, stripeEvents } from '@azora/test-kit/stripe-events'
import { afterAll, beforeAll, expect, test } from 'vitest'

let world: World
beforeAll(async () => {
  world = await createWorld()
  // What Stripe has to say reaches us only when a test stores it.
  world.stripe.webhooks.dropNext(10_000)
})
afterAll(() => world[Symbol.asyncDispose]())

const statusOf = async (paymentId: string) => (await getPayment(world.as('shopper'), { paymentId })).status
const events = () => world.api('support').events
const query = async (sql: string, params: unknown[] = []) =>
  (await world.ctx.db.pool.query(sql, params)).rows as unknown[]

/** A payment and the event that says it was paid, stored and not yet applied. */
async function paid() {
  const { payment } = await world.pay()
  const event = stripeEvents(world, 'payment_intent.succeeded').at(-1)
  if (!event) throw new Error('Stripe said nothing')
  return { payment, event, eventId: await storeEvent(world, event) }
}

/** A payment whose first card failed 3-D Secure: its event does not say enough, so the handler reads Stripe. */
async function declined() {
  const { payment, clientSecret } = await world.pay('4000002500003155')
  world.stripe.completeThreeDSecure(String(clientSecret?.split('_secret_')[0]), 'failed')
  const event = stripeEvents(world, 'payment_intent.payment_failed').at(-1)
  if (!event) throw new Error('Stripe said nothing')
  return { payment, eventId: await storeEvent(world, event) }
}

/** An event that cannot be applied, put aside: it tells of another amount than we asked for. */
async function parked() {
  const { payment, event } = await paid()
  await query(
    `update webhook_event set payload = jsonb_set(payload, '{data,object,amount}', '1'), parked_at = now(), tries = 6,
       last_error = 'AmountsDiffer: by hand' where id = $1`,
    [event.id],
  )
  const mend = () =>
    query(`update webhook_event set payload = jsonb_set(payload, '{data,object,amount}', '1800') where id = $1`, [
      event.id,
    ])
  return { payment, eventId: event.id, mend }
}

/** Everything that a dry run could have left behind. */
const allRows = async () => {
  const tables = await query(`select tablename from pg_tables where schemaname = 'public' order by tablename`)
  const names = (tables as { tablename: string }[]).map(({ tablename }) => tablename)
  const rows = names.map((name) => query(`select md5(string_agg(t::text, ',' order by t::text)) from "${name}" t`))
  return JSON.stringify([await Promise.all(rows), await query('select id from graphile_worker.jobs order by id')])
}

test('the inbox is shown newest first, page by page, and filtered by state, type and object', async () => {
  const { eventId } = await paid()
  await applyEvent(world.ctx, eventId)
  const poisoned = await parked()
  const waiting = await paid()
  const ids = async (input: object) => {
    const seen: string[] = []
    for (let cursor: string | null | undefined; cursor !== null;) {
      const page = await events().list({ ...input, limit: 2, cursor })
      seen.push(...page.events.map(({ id }) => id))
      cursor = page.nextCursor
    }
    return seen
  }

  const all = await ids({})
  const inOrder = await query('select id from webhook_event order by received_at desc, id desc')

  expect(all).toEqual((inOrder as { id: string }[]).map(({ id }) => id))
  expect(await ids({ state: 'parked' })).toEqual([poisoned.eventId])
  expect(await ids({ state: 'waiting' })).toContain(waiting.eventId)
  expect(await ids({ state: 'handled' })).toEqual([eventId])
  expect(await ids({ state: 'handled', type: 'charge.updated' })).toEqual([])
  expect((await ids({ type: 'payment_intent.succeeded' })).toSorted()).toEqual(all.toSorted())
  const [{ objectId } = { objectId: '' }] = (await events().list({ state: 'parked' })).events
  expect(await ids({ objectId })).toEqual([poisoned.eventId])
  expect(await ids({ objectId, state: 'handled' })).toEqual([])
  const message = 'This cursor is not from a page in this order.'
  await expect(events().list({ cursor: 'eA' })).rejects.toMatchObject({
    cause: { reason: { code: 'input_invalid', fields: [{ path: 'cursor', message }] } },
  })
})

test('an event is shown with its payload, its tries, its last error and what it changed', async () => {
  const { payment, eventId } = await paid()
  await applyEvent(world.ctx, eventId)
  const { eventId: poisonId } = await parked()

  const event = await events().get({ eventId })
  const poison = await events().get({ eventId: poisonId })

  expect(event).toMatchObject({ id: eventId, state: 'handled', outcome: 'applied', source: 'webhook', tries: 0 })
  expect(JSON.stringify(event.payload)).not.toContain('_secret_')
  expect(event.history).toMatchObject([{ action: 'payment.succeeded', subjectId: payment.id, actor: 'stripe' }])
  expect(poison).toMatchObject({ state: 'parked', tries: 6, lastError: 'AmountsDiffer: by hand', history: [] })
  await expect(events().get({ eventId: 'evt_nobody' })).rejects.toMatchObject({
    cause: { reason: { code: 'event_not_found', eventId: 'evt_nobody' } },
  })
})

test('no secret that Stripe puts into an object or into an address is kept with its event (S26)', async () => {
  await world.pay()
  const event = stripeEvents(world, 'payment_intent.succeeded').at(-1)
  const secret = 'src_client_secret_Kq5uGmTlUIoa6'
  const url = `https://hooks.stripe.com/redirect/authenticate/src_1?client_secret=${secret}&slug=a-b`
  const object = {
    id: 'pi_redirects',
    object: 'payment_intent',
    client_secret: 'pi_redirects_secret_Zx9',
    metadata: {},
    next_action: {
      redirect_to_url: { url, return_url: `https://shop.test/?payment_intent_client_secret=${secret}` },
      use_stripe_sdk: { stripe_js: url },
    },
  }
  const eventId = await storeEvent(world, { ...event, id: 'evt_redirects', data: { object } } as never)

  const { payload } = await events().get({ eventId })

  expect(JSON.stringify(payload)).not.toMatch(/_secret_/)
  expect(payload).toMatchObject({
    data: { object: { client_secret: null, next_action: { redirect_to_url: { url: url.replace(secret, '') } } } },
  })
  await applyEvent(world.ctx, eventId)
})

test('a dry run shows each row that a replay would change, and changes nothing', async () => {
  const { payment, eventId } = await paid()
  const before = await allRows()

  const dryRun = await events().dryRun({ eventId })

  expect(await allRows()).toBe(before)
  expect(await statusOf(payment.id)).toBe('processing')
  expect(dryRun).toMatchObject({ eventId, outcome: 'applied', error: null })
  const tables = dryRun.changes.map(({ table }) => table)
  expect(tables.toSorted()).toEqual(['audit_entry', 'audit_entry', 'outbox', 'payment', 'receipt'])
  const ofPayment = dryRun.changes.find(({ table }) => table === 'payment')
  expect(ofPayment?.id).toBe(payment.id)
  expect(ofPayment?.before).toMatchObject({ status: 'processing', captured_minor: 0, paid_at: null })
  expect(ofPayment?.after).toMatchObject({ status: 'succeeded', captured_minor: 1800 })
  expect(ofPayment?.before).not.toHaveProperty('amount_minor')

  await events().replay({ eventId, requestId: randomUUID() })
  const { currency: _, ...after } = { currency: null, ...ofPayment?.after }
  expect(await query('select to_jsonb(payment) as row from payment where id = $1', [payment.id])).toMatchObject([
    { row: after },
  ])
})

test('a dry run reads from Stripe before its transaction, never within it (I12)', async () => {
  const { eventId } = await declined()
  const open = `select pid from pg_stat_activity where datname = current_database() and state like 'idle in transaction%'`
  const transactionsWhileReading: unknown[] = []
  const watching = {
    ...world.as('support'),
    stripe: {
      ...world.ctx.stripe,
      intents: {
        ...world.ctx.stripe.intents,
        retrieve: async (id: string) => {
          transactionsWhileReading.push(...(await query(open)))
          return world.ctx.stripe.intents.retrieve(id)
        },
      },
    },
  }
  const readsBefore = world.stripe.requests().length

  const dryRun = await dryRunEvent(watching, { eventId })

  expect(dryRun).toMatchObject({ outcome: 'applied', error: null })
  expect(dryRun.changes.find(({ table }) => table === 'payment')?.after).toMatchObject({
    status: 'requires_payment_method',
  })
  expect(world.stripe.requests().length - readsBefore).toBe(1)
  expect(transactionsWhileReading).toEqual([])
})

test('a dry run of what was applied shows no difference; of what would fail, the reason', async () => {
  const { eventId } = await paid()
  await applyEvent(world.ctx, eventId)
  const poisoned = await parked()
  const unknown = { ...stripeEvents(world)[0], id: 'evt_of_the_future', type: 'moon.landed' }
  await storeEvent(world, unknown as never)
  const before = await allRows()

  expect(await events().dryRun({ eventId })).toEqual({ eventId, outcome: 'no_change', error: null, changes: [] })
  expect(await events().dryRun({ eventId: poisoned.eventId })).toMatchObject({
    outcome: null,
    error: expect.stringContaining('AmountsDiffer'),
    changes: [],
  })
  expect(await events().dryRun({ eventId: unknown.id })).toMatchObject({ outcome: 'ignored', changes: [] })
  expect(await allRows()).toBe(before)
})

test('a dry run while Stripe is away says so, and changes nothing (W9)', async () => {
  const { eventId } = await declined()
  world.stripe.faults.add({ match: { method: 'GET' }, effect: 'status', status: 500, times: 'always' })
  const before = await allRows()

  const asked = events().dryRun({ eventId })

  await expect(asked).rejects.toMatchObject({ cause: { reason: { code: 'temporarily_unavailable' } } })
  world.stripe.faults.clear()
  expect(await allRows()).toBe(before)
})

test('a parked event that staff replay returns to normal, once, and the audit log says who (W21)', async () => {
  const { payment, eventId, mend } = await parked()
  await mend()
  const request = { eventId, requestId: randomUUID() }

  const replays = await Promise.all(Array.from({ length: 5 }, () => events().replay(request)))
  const again = await events().replay(request)

  expect(again).toMatchObject({ id: eventId, state: 'handled', outcome: 'applied', replays: 1, lastError: null })
  expect(replays.filter(({ state }) => state === 'parked')).toEqual([])
  expect(await statusOf(payment.id)).toBe('succeeded')
  const { history } = await events().get({ eventId })
  expect(history.map(({ action }) => action)).toEqual(['event.replayed', 'payment.succeeded'])
  expect(history[0]).toMatchObject({
    actor: 'staff:persona-support',
    requestId: request.requestId,
    before: { state: 'parked', tries: 6, lastError: 'AmountsDiffer: by hand' },
  })
  const other = await paid()
  await expect(replayEvent(world.as('support'), { ...request, eventId: other.eventId })).rejects.toThrow(
    refused({ code: 'request_id_reused', requestId: request.requestId }),
  )
})

test('an event that fails again is parked again after six tries (W21)', async () => {
  const { eventId } = await parked()

  const replayed = await events().replay({ eventId, requestId: randomUUID() })
  for (let round = 0; round < 6; round += 1) {
    await world.expireLeases()
    await sweepEvents(world.ctx)
  }

  expect(replayed).toMatchObject({ state: 'waiting', tries: 1, lastError: expect.stringContaining('AmountsDiffer') })
  expect(await events().get({ eventId })).toMatchObject({ state: 'parked', tries: 6, replays: 1 })
})

test('replaying an applied event has no second effect (W23)', async () => {
  const { payment, eventId } = await paid()
  await applyEvent(world.ctx, eventId)
  const before = await getPayment(world.as('shopper'), { paymentId: payment.id })
  const counts = () =>
    query(`select (select count(*) from receipt)::int4 as receipts, (select count(*) from outbox)::int4 as mails`)
  const countsBefore = await counts()

  const replayed = await events().replay({ eventId, requestId: randomUUID() })

  expect(replayed).toMatchObject({ state: 'handled', outcome: 'no_change', replays: 1 })
  expect(await getPayment(world.as('shopper'), { paymentId: payment.id })).toEqual(before)
  expect(await counts()).toEqual(countsBefore)
  const { history } = await events().get({ eventId })
  expect(history.map(({ action }) => action)).toEqual(['payment.succeeded', 'event.replayed'])
  expect(history[1]?.before).toMatchObject({ state: 'handled', outcome: 'applied' })
})

test('a replay that dies after it was taken is finished by the sweeper (I13)', async () => {
  const { payment, eventId } = await declined()
  await query(`update webhook_event set parked_at = now() where id = $1`, [eventId])
  world.stripe.faults.add({ match: { method: 'GET' }, effect: 'status', status: 500, times: 'always' })

  const replayed = await events().replay({ eventId, requestId: randomUUID() })
  world.stripe.faults.clear()
  await world.expireLeases()
  await sweepEvents(world.ctx)

  expect(replayed).toMatchObject({ state: 'waiting', replays: 1 })
  expect(await storedEvent(world, eventId)).toMatchObject({ outcome: 'applied' })
  expect(await statusOf(payment.id)).toBe('requires_payment_method')
})

test('what is not there, or is no longer kept, is neither replayed nor rehearsed', async () => {
  const { eventId } = await paid()
  await applyEvent(world.ctx, eventId)
  await query('update webhook_event set payload = null where id = $1', [eventId])
  const staff = world.as('support')
  const requestId = randomUUID()

  const gone = refused({ code: 'event_payload_gone', eventId })
  await expect(replayEvent(staff, { eventId, requestId })).rejects.toThrow(gone)
  await expect(dryRunEvent(staff, { eventId })).rejects.toThrow(gone)
  const missing = refused({ code: 'event_not_found', eventId: 'evt_nobody' })
  await expect(replayEvent(staff, { eventId: 'evt_nobody', requestId })).rejects.toThrow(missing)
  await expect(dryRunEvent(staff, { eventId: 'evt_nobody' })).rejects.toThrow(missing)
  expect(await events().get({ eventId })).toMatchObject({ payload: null, state: 'handled', replays: 0 })
})

test('the state of the inbox tells staff how much waits and how much is parked', async () => {
  const before = await events().status()
  await parked()
  const { eventId } = await paid()

  const status = await events().status()

  expect([status.parked - before.parked, status.waiting - before.waiting]).toEqual([1, 1])
  expect(status.oldestWaitingAt).not.toBeNull()
  expect(status.list).toBeNull()
  await applyEvent(world.ctx, eventId)
})
