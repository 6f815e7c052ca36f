import { handledEventTypes } from '@azora/payments-core/event/event-handlers'
import { fetchMissedEvents } from '@azora/payments-core/event/fetch-missed-events'
import { sweepEvents } from '@azora/payments-core/event/sweep-events'
import { getPayment } from '@azora/payments-core/payment/get-payment'
import { StripeUnavailable } from '@azora/payments-core/stripe/outcome'
import { createWorld, type World } from '@azora/test-kit/create-world'
import { storedEvent, stripeEvents } from '@azora/test-kit/stripe-events'
import { expect, test } from 'vitest'

/** Reads do not wait for their turn. */
const quick = { stripe: { readsPerSecond: 10_000 } }

const statusOf = async (world: World, paymentId: string) =>
  (await getPayment(world.as('shopper'), { paymentId })).status

/** What came in is applied; no receipt is mailed. */
const applyAll = async (world: World) => {
  await world.stripe.webhooks.idle()
  await sweepEvents(world.ctx)
}
const later = (world: World, by: Parameters<World['clock']['advance']>[0]) => {
  world.clock.advance(by)
  return fetchMissedEvents(world.ctx)
}
const lists = (world: World) => world.stripe.requests().filter(({ path }) => path.startsWith('/v1/events')).length
const listStatus = async (world: World) => (await world.api('support').events.status()).list
const failReads = (world: World) =>
  world.stripe.faults.add({ match: { method: 'GET' }, effect: 'status', status: 503, times: 'always' })

test('events that Stripe gave up delivering are found in its list, and only those (W12)', async () => {
  await using world = await createWorld(quick)
  await fetchMissedEvents(world.ctx)
  const { payment: delivered } = await world.pay()
  await applyAll(world)
  world.clock.advance({ hours: 5 })
  world.stripe.webhooks.dropNext(10_000)
  const { payment: missed } = await world.pay()
  const [, missedEvent] = stripeEvents(world, 'payment_intent.succeeded')
  await applyAll(world)
  expect(await statusOf(world, missed.id)).toBe('processing')

  const found = await later(world, { days: 4 })
  await applyAll(world)

  expect(await statusOf(world, missed.id)).toBe('succeeded')
  expect(await statusOf(world, delivered.id)).toBe('succeeded')
  expect(await storedEvent(world, String(missedEvent?.id))).toMatchObject({ source: 'list', outcome: 'applied' })
  const { rows } = await world.ctx.db.pool.query(
    `select count(*)::int4 as count from webhook_event where source = 'list'`,
  )
  expect(rows).toEqual([{ count: found }])
  const { rows: secrets } = await world.ctx.db.pool.query(
    `select id from webhook_event where payload::text ~ '_secret_'`,
  )
  expect(secrets).toEqual([])
  expect(await later(world, { seconds: 300 })).toBe(0)
})

test('a list of many pages is read to its end, types that we do not act on are passed over (W12)', async () => {
  await using world = await createWorld(quick)
  world.stripe.webhooks.dropNext(10_000)
  await fetchMissedEvents(world.ctx)
  const post = (path: string, form: string) =>
    fetch(`${world.stripe.url}/v1/${path}`, {
      method: 'POST',
      body: new URLSearchParams(form),
      headers: { authorization: `Bearer ${world.stripe.secretKey}` },
    })
  await world.pay()
  for (let count = 0; count < 105; count += 1)
    await post('payment_intents', 'amount=500&currency=usd').then((answer) => answer.text())
  const calls = lists(world)

  const found = await later(world, { seconds: 400 })

  const wanted = stripeEvents(world).filter(({ type }) => handledEventTypes.includes(type)).length
  expect(found).toBe(wanted)
  expect(stripeEvents(world).length).toBeGreaterThan(wanted)
  expect(lists(world) - calls).toBe(2)
})

test('when Stripe goes away half-way, the mark stands where the list was read up to (W12)', async () => {
  await using world = await createWorld(quick)
  await fetchMissedEvents(world.ctx)
  const start = Date.parse(String((await listStatus(world))?.seenUntil))
  world.stripe.webhooks.dropNext(10_000)
  const { payment } = await world.pay()
  world.stripe.faults.add({ match: { path: '/v1/events', nth: 2 }, effect: 'status', status: 503, times: 'always' })

  await expect(later(world, { hours: 4 })).rejects.toThrow(StripeUnavailable)

  const hourMs = 3_600_000
  expect(Date.parse(String((await listStatus(world))?.seenUntil)) - start).toBe(hourMs)
  world.stripe.faults.clear()
  await later(world, { seconds: 300 })
  await applyAll(world)
  expect(await statusOf(world, payment.id)).toBe('succeeded')
})

test('the list is compared once in five minutes, whichever processes ask, also while Stripe is away (W12)', async () => {
  await using world = await createWorld(quick)
  await fetchMissedEvents(world.ctx)
  failReads(world)

  await expect(later(world, { seconds: 301 })).rejects.toThrow(StripeUnavailable)
  const calls = lists(world)
  const others = await Promise.all(Array.from({ length: 3 }, () => fetchMissedEvents(world.ctx)))

  expect(others).toEqual([0, 0, 0])
  expect(lists(world)).toBe(calls)
})

test('after 20 days without a look at the list an alarm is raised, once, and seen until it is over (W12)', async () => {
  await using world = await createWorld(quick)
  await fetchMissedEvents(world.ctx)
  const alarms = () => world.logged.filter((line) => line.includes('were not compared for weeks')).length
  failReads(world)

  await expect(later(world, { days: 19 })).rejects.toThrow(StripeUnavailable)
  const early = { alarms: alarms(), overdueSince: (await listStatus(world))?.overdueSince }
  await expect(later(world, { days: 2 })).rejects.toThrow(StripeUnavailable)
  await expect(later(world, { hours: 1 })).rejects.toThrow(StripeUnavailable)

  expect(early).toEqual({ alarms: 0, overdueSince: null })
  expect(alarms()).toBe(1)
  expect(await listStatus(world)).toMatchObject({ overdueSince: '2026-12-11T09:00:00.000Z' })
  world.stripe.faults.clear()
  await later(world, { hours: 1 })
  expect(await listStatus(world)).toMatchObject({ overdueSince: null })
  const { rows } = await world.ctx.db.pool.query('select alarmed_at from event_mark')
  expect(rows).toEqual([{ alarmed_at: null }])
})

test('what Stripe no longer lists is said to be lost, once, in the log and the audit log (W12)', async () => {
  await using world = await createWorld(quick)
  await fetchMissedEvents(world.ctx)
  failReads(world)
  await expect(later(world, { days: 32 })).rejects.toThrow(StripeUnavailable)
  world.stripe.faults.clear()

  await later(world, { seconds: 300 })
  await later(world, { seconds: 300 })

  const { entries } = await world.api('admin').audit.list({ action: 'event.' })
  expect(entries).toMatchObject([{ action: 'event.list_gap', actor: 'sweeper' }])
  expect(world.logged.filter((line) => line.includes('no longer listed'))).toHaveLength(1)
})
