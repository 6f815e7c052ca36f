import { compare, type Comparison, type Contender } from '../contender.ts'
import { openDriver } from '../driver/open-driver.ts'
import type { Deliveries } from '../loads/deliveries.ts'
import type { Bench, Measurement } from '../measurement.ts'
import { atLeast, atMost } from '../method/goal.ts'
import { countRow, ratioRow, type Row } from '../method/row.ts'
import { median } from '../method/statistics.ts'
import { countWire } from '@azora/test-kit/count-wire'
import type { Server } from '../stack/start-server.ts'
import { countStripeCalls } from '../stack/count-stripe-calls.ts'
import { makeStripeEvent } from '../stack/make-stripe-event.ts'

const floor = 'F-W'
const slowMicros = 2_000
/** Where the floor is not yet at its end, and waiting times can be told. */
const share = 0.7

/** (2) An event is taken: from its first byte to the 2xx that says that it is on disk. Nothing is applied meanwhile. */
export const measureWebhook: Measurement = async (bench) => {
  await using stack = new AsyncDisposableStack()
  const { url } = await bench.stack.database('webhook')
  const secret = bench.stack.webhookSecret
  const event = await makeStripeEvent(bench.stack.stripe)
  const contender = async (series: string, server: Server): Promise<Contender> => {
    const settings: Deliveries = { port: server.port, secret, series, ...event }
    return { driver: stack.use(await openDriver('deliveries', settings)), server }
  }
  const ours = await contender('o', stack.use(await bench.stack.startWebhook(url, 'receiver')))
  const floorEnv = { DATABASE_URL: url, WEBHOOK_SECRET: secret }
  const theirs = await contender('f', stack.use(await bench.stack.startFloor('webhook', floorEnv)))
  const run = (title: string, more: Pick<Comparison, 'lanes' | 'rate'>) =>
    compare(bench, { title: `webhook, ${title}`, ours, floor: theirs, operations: 5_000, ...more })

  const one = await run('1 connection', { lanes: 1 })
  const many = await run('64 connections', { lanes: 64 })
  const rate = Math.round(share * median(many.floor.map(({ perSecond }) => perSecond)))
  const open = await run(`${rate} events a second`, { lanes: 64, rate })
  await bench.stack.delayCommits(slowMicros)
  stack.defer(() => bench.stack.delayCommits(0))
  const slow = await run('64 connections, slow disk', { lanes: 64 })
  await bench.stack.delayCommits(0)

  return [
    ratioRow({ what: '(2) webhook ack, 1 connection: p50', floor, laps: one, reading: 'p50', goal: atMost(1, 0.65) }),
    ratioRow({
      what: '(2) 64 connections: throughput',
      floor,
      laps: many,
      reading: 'throughput',
      goal: atLeast(2, 3.5),
    }),
    ratioRow({ what: '(2) 64 connections: CPU of Node', floor, laps: many, reading: 'nodeCpu' }),
    ratioRow({ what: '(2) 64 connections: CPU of PostgreSQL', floor, laps: many, reading: 'postgresCpu' }),
    ratioRow({
      what: `(2) at ${share * 100} % of the floor’s throughput: p99`,
      floor,
      laps: open,
      reading: 'p99',
      goal: atMost(0.8, 0.4),
    }),
    ratioRow({
      what: '(2) 64 connections, commits + 2 ms: throughput',
      floor,
      laps: slow,
      reading: 'throughput',
      goal: atLeast(2.5, 4),
    }),
    ...(await countStatements(bench, url, event)),
  ]
}

/** What the receiver sends to PostgreSQL and Stripe, counted on the wire. */
async function countStatements(
  bench: Bench,
  databaseUrl: string,
  event: Awaited<ReturnType<typeof makeStripeEvent>>,
): Promise<Row[]> {
  await using stack = new AsyncDisposableStack()
  const wire = stack.use(await countWire(databaseUrl))
  const server = stack.use(await bench.stack.startWebhook(wire.url, 'receiver'))
  const settings: Deliveries = { port: server.port, secret: bench.stack.webhookSecret, series: 'c', ...event }
  const driver = stack.use(await openDriver('deliveries', settings))
  const countAt = async (lanes: number, operations: number) => {
    const counts = await wire.counted(() => driver.lap({ lanes, lapMs: 60_000, operations }))
    return { statements: counts.statements / operations, commits: counts.commits / operations }
  }
  await countAt(64, 640)
  const one = await countAt(1, 100)
  let many = one
  const calls = await countStripeCalls(bench.stack.stripe, async () => {
    many = await countAt(64, 6_400)
  })
  return [
    countRow('(2) 1 connection: statements per event', one.statements, atMost(1)),
    countRow('(2) 64 connections: statements per event', many.statements, atMost(0.25, 0.1)),
    countRow('(2) 64 connections: commits per event', many.commits, atMost(0.25, 0.1)),
    countRow('(2) Stripe calls of 6,400 events', calls, atMost(0)),
  ]
}
