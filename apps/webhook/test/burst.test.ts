import { createHmac } from 'node:crypto'
import { createWorld, type World } from '@azora/test-kit/create-world'
import { startWorker } from '@azora/webhook/start-worker'
import { expect, test } from 'vitest'

const events = 2_000
const senders = 64

const payloadOf = (index: number) =>
  JSON.stringify({
    id: `evt_burst_${index}`,
    object: 'event',
    type: 'charge.updated',
    created: 1_763_000_000,
    livemode: false,
    data: { object: { id: `ch_${index % 500}`, object: 'charge', payment_intent: null, metadata: {} } },
  })

/** Sends them as fast as they are answered, so many at a time. @returns how many got each status */
async function burst({ webhook, clock }: World): Promise<Map<number, number>> {
  const statuses = new Map<number, number>()
  const t = Math.floor(clock.now().getTime() / 1000)
  let next = 0
  const send = async () => {
    while (next < events) {
      const body = payloadOf((next += 1))
      const v1 = createHmac('sha256', webhook.secret).update(`${t}.${body}`).digest('hex')
      const headers = { 'stripe-signature': `t=${t},v1=${v1}`, 'content-type': 'application/json' }
      const answer = await fetch(webhook.url, { method: 'POST', headers, body })
      await answer.arrayBuffer()
      statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1)
    }
  }
  await Promise.all(Array.from({ length: senders }, send))
  return statuses
}

test('thousands of events at once are all acknowledged, stored once and applied, and a checkout goes on meanwhile (W22)', async () => {
  await using world = await createWorld()
  const { pool } = world.ctx.db

  const [statuses, { payment }] = await Promise.all([burst(world), world.pay()])
  const worker = await startWorker(world.ctx, { connectionString: world.databaseUrl })

  expect([...statuses]).toEqual([[200, events]])
  const left = async () => (await pool.query(`select id from webhook_event where handled_at is null limit 1`)).rowCount
  await expect.poll(left, { timeout: 60_000, interval: 100 }).toBe(0)
  const { rowCount } = await pool.query(
    `select id from webhook_event where id like 'evt\\_burst%' and outcome is not null`,
  )
  expect(rowCount).toBe(events)
  expect((await world.api('shopper').payments.get({ paymentId: payment.id })).status).toBe('succeeded')
  const queued = async () => (await pool.query('select id from graphile_worker.jobs limit 1')).rowCount
  await expect.poll(queued, { timeout: 60_000, interval: 100 }).toBe(0)
  await worker.stop()
}, 150_000)
