import { createHmac, randomBytes } from 'node:crypto'
import { connect } from 'node:net'
import { gzipSync } from 'node:zlib'
import { createWorld, type World } from '@azora/test-kit/create-world'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'

let world: World
beforeAll(async () => {
  world = await createWorld()
})
beforeEach(async () => {
  await world.ctx.db.pool.query('truncate webhook_event')
  await world.ctx.db.pool.query('delete from graphile_worker._private_jobs')
})
afterAll(() => world[Symbol.asyncDispose]())

const body = (id = `evt_${randomBytes(8).toString('hex')}`) =>
  JSON.stringify({
    id,
    object: 'event',
    type: 'charge.updated',
    created: 1_763_000_000,
    livemode: false,
    data: { object: { id: 'ch_1', object: 'charge', metadata: {} } },
  })

const sign = (payload: string | Buffer, secret = world.webhook.secret) => {
  const t = Math.floor(world.clock.now().getTime() / 1000)
  return `t=${t},v1=${createHmac('sha256', secret).update(`${t}.`).update(payload).digest('hex')}`
}

const deliver = (payload: string | Buffer<ArrayBuffer>, headers: Record<string, string> = {}) =>
  fetch(world.webhook.url, {
    method: 'POST',
    body: payload,
    headers: { 'stripe-signature': sign(payload), ...headers },
  })

const stored = async () => (await world.ctx.db.pool.query('select id from webhook_event')).rowCount

test('a signed event is on disk and queued before it is acknowledged', async () => {
  const answer = await deliver(body('evt_1'))

  expect(answer.status).toBe(200)
  expect(await stored()).toBe(1)
  const { rows } = await world.ctx.db.pool.query('select task_identifier from graphile_worker.jobs')
  expect(rows).toEqual([{ task_identifier: 'apply_event' }])
})

test('a repeated event is acknowledged, stored once and queued once (W1)', async () => {
  const payload = body('evt_1')

  const answers = await Promise.all(Array.from({ length: 20 }, () => deliver(payload)))

  expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 20 }, () => 200))
  expect(await stored()).toBe(1)
  expect((await world.ctx.db.pool.query('select id from graphile_worker.jobs')).rowCount).toBe(1)
})

test('a delivery without a good signature is refused and leaves nothing (W15)', async () => {
  const payload = body()

  const wrong = await deliver(payload, { 'stripe-signature': sign(payload, 'whsec_of_somebody_else') })
  const none = await fetch(world.webhook.url, { method: 'POST', body: payload })

  expect([wrong.status, none.status]).toEqual([400, 400])
  expect(await stored()).toBe(0)
})

test('a body above one megabyte, a compressed one and an unknown path are refused (W19)', async () => {
  const huge = await deliver('x'.repeat(3_000_000))
  const zipped = await deliver(Buffer.from(gzipSync(body())), { 'content-encoding': 'gzip' })
  const lost = await fetch(new URL('/elsewhere', world.webhook.url))

  expect([huge.status, zipped.status, lost.status]).toEqual([413, 415, 404])
  expect(await stored()).toBe(0)
})

test('with the database gone an event is not acknowledged, so that Stripe sends it again (W10)', async () => {
  const payload = body('evt_1')
  await world.ctx.db.pool.query('alter table webhook_event rename to webhook_event_away')

  const refused = await deliver(payload)
  await world.ctx.db.pool.query('alter table webhook_event_away rename to webhook_event')
  const accepted = await deliver(payload)

  expect(refused.status).toBe(503)
  expect(await refused.json()).toEqual({ error: 'temporarily_unavailable' })
  expect(accepted.status).toBe(200)
  expect(await stored()).toBe(1)
})

test.each([
  ['the character U+0000', String.raw`a\u0000b`, 'a\ufffdb'],
  ['half of a pair', String.raw`a\ud83dc`, 'a\ufffdc'],
  ['the other half', String.raw`a\ude00c`, 'a\ufffdc'],
  ['a whole pair', String.raw`a\ud83d\ude00c`, 'a😀c'],
])('an event with %s is stored', async (_, spelled, stored) => {
  const answer = await deliver(body('evt_1').replace('"ch_1"', `"ch_1","description":"${spelled}"`))

  expect(answer.status).toBe(200)
  const { rows } = await world.ctx.db.pool.query(
    `select payload #>> '{data,object,description}' as description from webhook_event`,
  )
  expect(rows).toEqual([{ description: stored }])
})

test.each([
  ['has no id', '{"object":"balance"}'],
  ['has an empty id', '{"id":"","object":"invoice"}'],
  ['has an id that is null', '{"id":null,"object":"invoice"}'],
])('an event about an object that %s is stored for itself', async (_, object) => {
  const payload = JSON.stringify({ ...JSON.parse(body('evt_1')), data: { object: JSON.parse(object) } })

  const answer = await deliver(payload)

  expect(answer.status).toBe(200)
  const { rows } = await world.ctx.db.pool.query(`select object_id from webhook_event`)
  expect(rows).toEqual([{ object_id: 'evt_1' }])
})

test('a sender that stops half-way does not hold the process (W19)', async () => {
  const { port } = new URL(world.webhook.url)
  const socket = connect(Number(port), '127.0.0.1')
  socket.write('POST /webhooks/stripe HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\n{"id"')

  const answer = await deliver(body('evt_1'))
  socket.destroy()

  expect(answer.status).toBe(200)
})
