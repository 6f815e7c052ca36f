import { demoMerchantId } from '@azora/db/seed-demo'
import { compare, type Contender } from '../contender.ts'
import { openDriver } from '../driver/open-driver.ts'
import type { AppliedEvents } from '../loads/applied-events.ts'
import type { Measurement } from '../measurement.ts'
import { atMost } from '../method/goal.ts'
import { countRow, ratioRow } from '../method/row.ts'
import { median } from '../method/statistics.ts'
import { countStripeCalls } from '../stack/count-stripe-calls.ts'
import { makeStripeEvent } from '../stack/make-stripe-event.ts'
import type { Server } from '../stack/start-server.ts'

const floor = 'F-L'
const rate = 100
const customerId = '00000000-0000-7000-8000-00000000c002'

/** Payments on their way, as they stand when Stripe has answered and its event is still to come. The sweeper's turn is far off. */
const insertPayments = `
  insert into payment (merchant_id, id, customer_id, status, currency, amount_minor, description, stripe_payment_intent_id,
    method_type, method_brand, method_last4, created_at, updated_at)
  select '${demoMerchantId}', gen_random_uuid(), '${customerId}', 'processing', 'usd', 1800, 'Harbour mug', intent,
    'card', 'visa', '4242', now(), now() + interval '1 hour'
  from unnest($1::text[]) as intent
  returning id, stripe_payment_intent_id as intent`

const insertFloorRows = `insert into floor_applied select intent, 'processing' from unnest($1::text[]) as intent returning id, id as intent`

/** (3) An event from its delivery until its payment is paid: number, receipt, audit entry and all. */
export const measureApplied: Measurement = async (bench) => {
  await using stack = new AsyncDisposableStack()
  const { url, pool } = await bench.stack.database('applied')
  await pool.query(`insert into customer (merchant_id, id, subject, created_at) values ($1, $2, 'applied', now())`, [
    demoMerchantId,
    customerId,
  ])
  const event = await makeStripeEvent(bench.stack.stripe)
  const contender = async (
    server: Server,
    rows: Pick<AppliedEvents, 'series' | 'insertRows' | 'channel'>,
  ): Promise<Contender> => {
    const settings: AppliedEvents = {
      port: server.port,
      databaseUrl: url,
      secret: bench.stack.webhookSecret,
      ...event,
      ...rows,
    }
    return { driver: stack.use(await openDriver('applied-events', settings)), server }
  }
  const theirs = await contender(stack.use(await bench.stack.startFloor('applied', { DATABASE_URL: url })), {
    series: 'lf',
    insertRows: insertFloorRows,
    channel: 'floor_changed',
  })
  const ours = await contender(stack.use(await bench.stack.startWebhook(url, 'all')), {
    series: 'lo',
    insertRows: insertPayments,
    channel: 'payment_changed',
  })
  const run = (title: string, lanes: number, more: { rate?: number } = {}) =>
    compare(bench, {
      title: `event applied, ${title}`,
      lanes,
      operations: 200,
      mostOperations: 2_000,
      ours,
      floor: theirs,
      ...more,
    })
  const one = await run('1 at once', 1)
  let many = one
  const reads = await countStripeCalls(
    bench.stack.stripe,
    async () => {
      many = await run('16 at once', 16)
    },
    ({ path }) => path.includes('/pi_lo'),
  )
  const open = await run(`${rate} a second`, 16, { rate })
  return [
    ratioRow({ what: '(3) event applied, 1 at once: p50', floor, laps: one, reading: 'p50', goal: atMost(3, 1.5) }),
    ratioRow({ what: '(3) 16 at once: throughput', floor, laps: many, reading: 'throughput' }),
    ratioRow({ what: '(3) 16 at once: CPU of PostgreSQL', floor, laps: many, reading: 'postgresCpu' }),
    countRow(`(3) ${rate} events a second: p99, ms`, Math.round(median(open.ours.map(({ p99 }) => p99))), atMost(100)),
    countRow('(3) Stripe reads while 16 at once are applied', reads, atMost(0)),
  ]
}
