import { createHmac } from 'node:crypto'
import { getPayment } from '@azora/payments-core/payment/get-payment'
import { applyEvent } from '@azora/payments-core/event/apply-event'
import { sweepEvents } from '@azora/payments-core/event/sweep-events'
import { EventRejected, verifyEvent } from '@azora/payments-core/stripe/verify-event'
import { createTestClock } from '@azora/test-kit/test-clock'
import { createWorld, type World } from '@azora/test-kit/create-world'
import { permutations } from '@azora/test-kit/permutations'
import { storeEvent, stripeEvents } from '@azora/test-kit/stripe-events'
import { expect, test } from 'vitest'

const eventIds = async (world: World, type?: string): Promise<string[]> => {
  const { rows } = await world.ctx.db.pool.query<{ id: string }>(
    'select id from webhook_event where $1::text is null or type = $1 order by id',
    [type ?? null],
  )
  return rows.map(({ id }) => id)
}

const statusOf = async (world: World, paymentId: string) =>
  (await getPayment(world.as('shopper'), { paymentId })).status

test('every order in which a payment’s events come ends in the same state (W3)', async () => {
  await using world = await quietWorld()
  for (const order of permutations([0, 1, 2, 3])) {
    const { payment } = await world.pay()
    const events = stripeEvents(world).slice(-4)

    for (const index of order) await arrive(world, events[index])

    expect(await statusOf(world, payment.id)).toBe('succeeded')
  }
  expect(await unhandled(world)).toBe(0)
})

test('six or more events of a payment that was declined first end alike in every order that is drawn (W2, W3)', async () => {
  await using world = await quietWorld()
  const random = randomFrom(20261125)
  for (let round = 0; round < 20; round += 1) {
    const cart = world.cart()
    const seen = stripeEvents(world).length
    const { payment } = await world.pay('4000000000009995', { cart })
    await world.pay('4242424242424242', { cart, paymentId: payment.id })
    const events = stripeEvents(world).slice(seen)
    expect(events.length).toBeGreaterThanOrEqual(6)

    for (const event of shuffled(events, random)) await arrive(world, event)

    expect(await statusOf(world, payment.id)).toBe('succeeded')
  }
  expect(await unhandled(world)).toBe(0)
  const { rows } = await world.ctx.db.pool.query('select count(*)::int4 as receipts from receipt')
  expect(rows).toEqual([{ receipts: 20 }])
})

test('all events of a payment that come at the same moment end in the same state (W2)', async () => {
  await using world = await quietWorld()
  for (let round = 0; round < 15; round += 1) {
    const { payment } = await world.pay()
    const events = stripeEvents(world).slice(-4)
    const ids = await Promise.all(events.map((event) => storeEvent(world, event)))

    await Promise.all(ids.map((id) => applyEvent(world.ctx, id)))
    await sweepEvents(world.ctx)

    expect(await statusOf(world, payment.id)).toBe('succeeded')
  }
  expect(await unhandled(world)).toBe(0)
})

test('an event that comes a hundred times is stored and applied once (W1)', async () => {
  await using world = await createWorld()
  world.stripe.webhooks.duplicateNext(100)

  await world.pay()
  await world.settle()

  expect(await eventIds(world, 'payment_intent.succeeded')).toHaveLength(1)
  expect(world.mail.messages()).toHaveLength(1)
})

test('an event applied again, and by two workers at once, changes nothing more (W8, W23)', async () => {
  await using world = await createWorld()
  const { payment } = await world.pay()
  await world.stripe.webhooks.idle()
  const [id = ''] = await eventIds(world, 'payment_intent.succeeded')

  await Promise.all([applyEvent(world.ctx, id), applyEvent(world.ctx, id), applyEvent(world.ctx, id)])
  const before = await getPayment(world.as('shopper'), { paymentId: payment.id })
  const outcome = await applyEvent(world.ctx, id)

  expect(outcome).toBe('already_handled')
  expect(await getPayment(world.as('shopper'), { paymentId: payment.id })).toEqual(before)
  expect(before.receiptNumber).toBe('2026-000001')
})

test('a late failure after success leaves the payment paid (W7)', async () => {
  await using world = await createWorld()
  world.stripe.webhooks.hold()
  const cart = world.cart()
  const { payment } = await world.pay('4000000000009995', { cart })
  await world.pay('4242424242424242', { cart, paymentId: payment.id })
  world.stripe.webhooks.release()
  await world.stripe.webhooks.idle()
  const [succeeded = ''] = await eventIds(world, 'payment_intent.succeeded')
  const [failed = ''] = await eventIds(world, 'payment_intent.payment_failed')

  await applyEvent(world.ctx, succeeded)
  await applyEvent(world.ctx, failed)

  expect(await statusOf(world, payment.id)).toBe('succeeded')
})

test('a late failure of the first card does not decline the payment while the second card’s answer is unknown', async () => {
  await using world = await createWorld()
  const cart = world.cart()
  world.stripe.webhooks.hold()
  const { payment } = await world.pay('4000000000009995', { cart })
  world.stripe.faults.add({ match: { method: 'POST' }, effect: 'reset', phase: 'before', times: 99 })
  await world.pay('4242424242424242', { cart, paymentId: payment.id })
  world.stripe.faults.clear()

  world.stripe.webhooks.release()
  await world.settle()

  expect(await statusOf(world, payment.id)).toBe('processing')
})

test('news that Stripe gave before another try began does not touch the payment, and its event stays open', async () => {
  await using world = await createWorld()
  const cart = world.cart()
  world.stripe.webhooks.hold()
  const { payment, clientSecret } = await world.pay('4000002500003155', { cart })
  world.stripe.completeThreeDSecure(String(clientSecret?.split('_secret_')[0]), 'failed')
  world.stripe.webhooks.release()
  await world.stripe.webhooks.idle()
  const [eventId] = await eventIds(world, 'payment_intent.payment_failed')
  const slowStripe = {
    ...world.ctx.stripe,
    intents: {
      ...world.ctx.stripe.intents,
      retrieve: async (id: string) => {
        const intent = await world.ctx.stripe.intents.retrieve(id)
        await world.ctx.db.pool.query(`update payment set status = 'processing', version = version + 1`)
        return intent
      },
    },
  }

  const late = applyEvent({ ...world.ctx, stripe: slowStripe }, String(eventId))

  await expect(late).rejects.toThrow('changed while Stripe was asked')
  expect(await statusOf(world, payment.id)).toBe('processing')
  await applyEvent(world.ctx, String(eventId))
  expect(await statusOf(world, payment.id)).toBe('requires_payment_method')
})

test('an event that lands while our own call is still open is not lost and not undone (P9)', async () => {
  await using world = await createWorld()
  world.stripe.faults.add({
    match: { method: 'POST', path: '/v1/payment_intents' },
    effect: 'slow',
    ms: 300,
    phase: 'after',
  })

  const paying = world.pay()
  await expect.poll(() => eventIds(world, 'payment_intent.succeeded'), { timeout: 5_000 }).toHaveLength(1)
  await world.settle()
  const { payment } = await paying

  expect(await statusOf(world, payment.id)).toBe('succeeded')
  expect(world.mail.messages()).toHaveLength(1)
})

test('a PaymentIntent of another application is stored, ignored and acknowledged (P23)', async () => {
  await using world = await createWorld()
  await fetch(`${world.stripe.url}/v1/payment_intents`, {
    method: 'POST',
    headers: { authorization: `Bearer ${world.stripe.secretKey}`, 'content-type': 'application/x-www-form-urlencoded' },
    body: 'amount=500&currency=usd&confirm=true&payment_method=pm_card_visa&automatic_payment_methods[enabled]=true&automatic_payment_methods[allow_redirects]=never',
  })

  await world.settle()

  const { rows } = await world.ctx.db.pool.query(
    `select distinct outcome from webhook_event where type like 'payment_intent.%'`,
  )
  expect(rows).toEqual([{ outcome: 'foreign' }])
})

test('another merchant’s PaymentIntent that names a payment of ours in its metadata changes nothing', async () => {
  await using world = await createWorld()
  const usedToken = world.stripe.confirmationToken({ card: '4242424242424242' }).id
  await world.pay('4242424242424242', { confirmationTokenId: usedToken })
  const { payment } = await world.pay('4242424242424242', { confirmationTokenId: usedToken }) // has no intent yet
  const metadata = { azora_payment_id: payment.id, azora_merchant_id: crypto.randomUUID() }
  const form = new URLSearchParams({
    amount: '1800',
    currency: 'usd',
    confirm: 'true',
    payment_method: 'pm_card_visa',
    return_url: 'https://x.example',
  })
  for (const [key, value] of Object.entries(metadata)) form.append(`metadata[${key}]`, value)

  await fetch(`${world.stripe.url}/v1/payment_intents`, {
    method: 'POST',
    headers: { authorization: `Bearer ${world.stripe.secretKey}` },
    body: form,
  })
  await world.settle()

  expect(await statusOf(world, payment.id)).toBe('requires_payment_method')
})

test('an event whose application fails stays to be tried again, and others go on (W5, W21)', async () => {
  await using world = await createWorld()
  const { payment } = await world.pay()
  await world.stripe.webhooks.idle()
  const [id = ''] = await eventIds(world, 'payment_intent.succeeded')
  await world.ctx.db.pool.query(
    `update webhook_event set payload = jsonb_set(payload, '{data,object,amount}', '1') where id = $1`,
    [id],
  )

  await expect(applyEvent(world.ctx, id)).rejects.toThrow('differ in amount')

  const { rows } = await world.ctx.db.pool.query(
    'select handled_at, tries, last_error from webhook_event where id = $1',
    [id],
  )
  expect(rows).toMatchObject([{ handled_at: null, tries: 1, last_error: expect.stringContaining('AmountsDiffer') }])
  expect(await statusOf(world, payment.id)).toBe('processing')
})

const clock = createTestClock()
const secret = 'whsec_1234567890abcdefghijkl'
const sign = (payload: string | Buffer, at = clock.now(), with_ = secret) => {
  const t = Math.floor(at.getTime() / 1000)
  return `t=${t},v1=${createHmac('sha256', with_).update(`${t}.`).update(payload).digest('hex')}`
}
const body = JSON.stringify({
  id: 'evt_1',
  object: 'event',
  type: 'charge.updated',
  created: 1_763_000_000,
  livemode: false,
  data: { object: { id: 'ch_1' } },
})
const noEvent = '{"id":"evt_1","object":"event","type":"charge.updated","created":1763000000,"livemode":false}'
const ofAccount = body.replace('"livemode"', '"account":"acct_1","livemode"')
const verify = (payload: string | Buffer, signatureHeader: string | undefined, secrets = [secret]) =>
  verifyEvent({ payload: Buffer.from(payload), signatureHeader, secrets, clock, isLive: false })

test('a delivery is taken when any of the secrets signed it, so that one can be rotated (W18)', () => {
  expect(verify(body, sign(body), ['whsec_other_other_other', secret])).toMatchObject({ id: 'evt_1', objectId: 'ch_1' })
  expect(() => verify(body, sign(body), ['whsec_other_other_other'])).toThrow(EventRejected)
})

test.each([
  ['without a signature', body, undefined],
  ['with an empty one', body, ''],
  ['with another secret’s', body, sign(body, clock.now(), 'whsec_wrong_wrong_wrong')],
  ['with only v0', body, sign(body).replace('v1=', 'v0=')],
  ['with four hundred wrong ones', body, `${sign(body).split(',')[0]}${`,v1=${'0'.repeat(64)}`.repeat(400)}`],
  ['with a second time beside the first', body, sign(body).replace(/^t=(\d+)/, 't=1,t=$1')],
  ['signed 301 s ago (W16)', body, sign(body, new Date(clock.now().getTime() - 301_000))],
  ['signed 301 s in the future', body, sign(body, new Date(clock.now().getTime() + 301_000))],
  ['that begins with a byte order mark', `\uFEFF${body}`, sign(`\uFEFF${body}`)],
  ['that is not UTF-8', Buffer.from([0xff, 0xfe]), sign(Buffer.from([0xff, 0xfe]))],
  ['that is signed but not an event', '[1]', sign('[1]')],
  ['that is signed and names itself an event, but tells nothing', noEvent, sign(noEvent)],
  ['of a connected account', ofAccount, sign(ofAccount)],
  ['of the live mode', body.replace('false', 'true'), sign(body.replace('false', 'true'))],
])('a delivery %s is turned away (W15)', (_, payload, header) => {
  expect(() => verify(payload, header)).toThrow(EventRejected)
})

/** Whatever Stripe has to say reaches us only when a test stores it. */
async function quietWorld(): Promise<World> {
  const world = await createWorld()
  world.stripe.webhooks.dropNext(10_000)
  return world
}

/** One event comes and is applied before the next one comes. */
async function arrive(world: World, event: Parameters<typeof storeEvent>[1] | undefined): Promise<void> {
  if (event) await applyEvent(world.ctx, await storeEvent(world, event))
}

const unhandled = async (world: World) =>
  (await world.ctx.db.pool.query('select id from webhook_event where handled_at is null')).rowCount

/** Numbers from 0 to 1 that are the same in every run (mulberry32). */
function randomFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

const shuffled = <T>(items: readonly T[], random: () => number): T[] =>
  items
    .map((item) => ({ item, key: random() }))
    .toSorted((a, b) => a.key - b.key)
    .map(({ item }) => item)
