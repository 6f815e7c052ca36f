import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { sendReceiptAgain } from '@azora/payments-core/receipt/send-receipt-again'
import { createWorld, type World } from '@azora/test-kit/create-world'
import { storeEvent, stripeEvents } from '@azora/test-kit/stripe-events'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { sweepEvents } from '@azora/payments-core/event/sweep-events'

let world: World
beforeAll(async () => {
  world = await createWorld()
})
afterAll(() => world?.[Symbol.asyncDispose]())

const query = async (sql: string) => (await world.ctx.db.pool.query<Record<string, unknown>>(sql)).rows

test('jobs have no keys, so that none takes the place of another (D8)', async () => {
  const root = join(import.meta.dirname, '../src')
  const sources = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'))
  const calls = sources.flatMap((name) => readFileSync(join(root, name), 'utf8').match(/add_job\([^\n]*/g) ?? [])

  await world.pay()
  await world.stripe.webhooks.idle()

  expect(calls.length).toBeGreaterThan(2)
  expect(calls.filter((call) => /job_key|queue_name|unsafe_dedupe/.test(call))).toEqual([])
  const jobs = await query('select key from graphile_worker.jobs')
  expect(jobs.length).toBeGreaterThan(1)
  expect(jobs.filter(({ key }) => key !== null)).toEqual([])
  await world.settle()
})

test('news of an object whose job is done, lost or queued twice is not swallowed (D8)', async () => {
  const { payment } = await world.pay()
  const [created, succeeded] = ['payment_intent.created', 'payment_intent.succeeded'].map((type) =>
    stripeEvents(world, type).at(-1),
  )
  if (!created || !succeeded) throw new Error('Stripe said nothing')
  await world.settle()
  await query(`delete from webhook_event where object_id = '${succeeded.id}'`)

  // The job of an earlier event of the same object is done, one of the next is lost, and one comes twice.
  for (const event of [created, succeeded]) await storeEvent(world, { ...event, id: `${event.id}_late` })
  for (let count = 0; count < 2; count += 1)
    await query(`select graphile_worker.add_job('apply_event',
      json_build_object('merchantId', '${world.ctx.merchantId}', 'eventId', '${created.id}_late'))`)
  await world.settle()
  await sweepEvents(world.ctx)

  expect(await query(`select id from webhook_event where id like '%_late' and handled_at is null`)).toEqual([])
  expect(await query(`select status from payment where id = '${payment.id}'`)).toEqual([{ status: 'succeeded' }])
})

test('a mail that was sent does not swallow the next about the same receipt (D8)', async () => {
  const { payment } = await world.pay()
  await world.settle()
  const about = () => world.mail.messages().filter(({ html }) => html?.includes(payment.id)).length
  const ask = () => sendReceiptAgain(world.as('shopper'), { requestId: crypto.randomUUID(), paymentId: payment.id })
  expect(about()).toBe(1)

  await ask()
  await world.settle()
  await ask()
  await ask()
  await world.settle()

  expect(about()).toBe(4)
  expect(await query(`select dedupe_key from outbox group by dedupe_key having count(*) > 1`)).toEqual([])
})
