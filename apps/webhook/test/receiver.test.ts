import { createHmac, randomBytes } from 'node:crypto'
import { connect } from 'node:net'
import { gzipSync } from 'node:zlib'
import { createWorld, type World } from '@azora/test-kit/create-world'
import { expect, test } from 'vitest'

const body = (id = `evt_${randomBytes(8).toString('hex')}`) =>
  JSON.stringify({
    id,
    object: 'event',
    type: 'charge.updated',
    created: 1_763_000_000,
    livemode: false,
    data: { object: { id: 'ch_1', object: 'charge', metadata: {} } },
  })

const sign = (world: World, payload: string | Buffer, secret = world.webhook.secret) => {
  const t = Math.floor(world.clock.now().getTime() / 1000)
  return `t=${t},v1=${createHmac('sha256', secret).update(`${t}.`).update(payload).digest('hex')}`
}

const deliver = (world: World, payload: string | Buffer<ArrayBuffer>, headers: Record<string, string> = {}) =>
  fetch(world.webhook.url, {
    method: 'POST',
    body: payload,
    headers: { 'stripe-signature': sign(world, payload), ...headers },
  })

const stored = async (world: World) => (await world.ctx.db.pool.query('select id from webhook_event')).rowCount

test('a signed event is on disk and queued before it is acknowledged', async () => {
  await using world = await createWorld()

  const answer = await deliver(world, body('evt_1'))

  expect(answer.status).toBe(200)
  expect(await stored(world)).toBe(1)
  const { rows } = await world.ctx.db.pool.query('select task_identifier from graphile_worker.jobs')
  expect(rows).toEqual([{ task_identifier: 'apply_event' }])
})

test('a repeated event is acknowledged, stored once and queued once (W1)', async () => {
  await using world = await createWorld()
  const payload = body('evt_1')

  const answers = await Promise.all(Array.from({ length: 20 }, () => deliver(world, payload)))

  expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 20 }, () => 200))
  expect(await stored(world)).toBe(1)
  expect((await world.ctx.db.pool.query('select id from graphile_worker.jobs')).rowCount).toBe(1)
})

test('a delivery without a good signature is refused and leaves nothing (W15)', async () => {
  await using world = await createWorld()
  const payload = body()

  const wrong = await deliver(world, payload, { 'stripe-signature': sign(world, payload, 'whsec_of_somebody_else') })
  const none = await fetch(world.webhook.url, { method: 'POST', body: payload })

  expect([wrong.status, none.status]).toEqual([400, 400])
  expect(await stored(world)).toBe(0)
})

test('a body above one megabyte, a compressed one and an unknown path are refused (W19)', async () => {
  await using world = await createWorld()
  const huge = await deliver(world, 'x'.repeat(3_000_000))
  const zipped = await deliver(world, Buffer.from(gzipSync(body())), { 'content-encoding': 'gzip' })
  const lost = await fetch(new URL('/elsewhere', world.webhook.url))

  expect([huge.status, zipped.status, lost.status]).toEqual([413, 415, 404])
  expect(await stored(world)).toBe(0)
})

test('with the database gone an event is not acknowledged, so that Stripe sends it again (W10)', async () => {
  await using world = await createWorld()
  const payload = body('evt_1')
  await world.ctx.db.pool.query('alter table webhook_event rename to webhook_event_away')

  const refused = await deliver(world, payload)
  await world.ctx.db.pool.query('alter table webhook_event_away rename to webhook_event')
  const accepted = await deliver(world, payload)

  expect(refused.status).toBe(503)
  expect(await refused.json()).toEqual({ error: 'temporarily_unavailable' })
  expect(accepted.status).toBe(200)
  expect(await stored(world)).toBe(1)
})

test('an event with the character U+0000 is stored', async () => {
  await using world = await createWorld()

  const answer = await deliver(world, body('evt_1').replace('"ch_1"', '"ch_1","description":"a\\u0000b"'))

  expect(answer.status).toBe(200)
})

test('a sender that stops half-way does not hold the process', async () => {
  await using world = await createWorld()
  const { port } = new URL(world.webhook.url)
  const socket = connect(Number(port), '127.0.0.1')
  socket.write('POST /webhooks/stripe HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\n{"id"')

  const answer = await deliver(world, body('evt_1'))
  socket.destroy()

  expect(answer.status).toBe(200)
})
