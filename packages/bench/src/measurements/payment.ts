import { randomUUID } from 'node:crypto'
import { countWire } from '@azora/test-kit/count-wire'
import { compare, type Comparison } from '../contender.ts'
import { openDriver } from '../driver/open-driver.ts'
import type { DirectPayments } from '../loads/direct-payments.ts'
import { paymentRequest } from '../loads/payment-request.ts'
import type { Payments } from '../loads/payments.ts'
import type { RepeatedRequest } from '../loads/repeated-request.ts'
import type { Bench, Measurement } from '../measurement.ts'
import { atLeast, atMost } from '../method/goal.ts'
import { countRow, ratioRow, type Row } from '../method/row.ts'
import { countStripeCalls } from '../stack/count-stripe-calls.ts'

const floor = 'F-P'
/** Of one lap: each needs a card's token of its own. */
const mostOperations = 400

/** (1) A payment from the request to its answer, and (5) what the same request costs when it comes again. */
export const measurePayment: Measurement = async (bench) => {
  await using stack = new AsyncDisposableStack()
  const { url } = await bench.stack.database('payment')
  const { stripe, tokens } = bench.stack
  const server = stack.use(await bench.stack.startWeb(url))
  const laps = (bench.pace.pairs + 1) * 4
  const settings: Payments = { port: server.port, tokens, confirmationTokens: cards(bench, laps * mostOperations) }
  const direct: DirectPayments = {
    databaseUrl: url,
    stripe: { secretKey: stripe.secretKey, port: stripe.port },
    confirmationTokens: cards(bench, laps * mostOperations),
  }
  const ours = { driver: stack.use(await openDriver('payments', settings)), server }
  const theirs = { driver: stack.use(await openDriver('direct-payments', direct)) }
  const run = (title: string, more: Pick<Comparison, 'lanes'>) => {
    const sizes = { operations: mostOperations, mostOperations }
    return compare(bench, { title: `payment, ${title}`, ours, floor: theirs, ...sizes, ...more })
  }
  const one = await run('1 at once', { lanes: 1 })
  const many = await run('32 at once', { lanes: 32 })
  stripe.faults.add({ match: { method: 'POST' }, effect: 'slow', ms: 50, phase: 'before', times: 'always' })
  const slow = await run('Stripe takes 50 ms', { lanes: 4 })
  const crowd = await run('Stripe takes 50 ms, 64 at once', { lanes: 64 })
  stripe.faults.clear()
  return [
    ratioRow({ what: '(1) payment, 1 at once: p50', floor, laps: one, reading: 'p50', goal: atMost(1.6, 1.3) }),
    ratioRow({
      what: '(1) 32 at once: throughput',
      floor,
      laps: many,
      reading: 'throughput',
      goal: atLeast(0.75, 1),
    }),
    ratioRow({ what: '(1) 32 at once: CPU of PostgreSQL', floor, laps: many, reading: 'postgresCpu' }),
    ratioRow({ what: '(1) Stripe + 50 ms: p50', floor, laps: slow, reading: 'p50', goal: atMost(1.04, 1.02) }),
    ratioRow({
      what: '(1) Stripe + 50 ms, 64 at once: p50',
      floor,
      laps: crowd,
      reading: 'p50',
    }),
    ratioRow({
      what: '(1) Stripe + 50 ms, 64 at once: p99',
      floor,
      laps: crowd,
      reading: 'p99',
      goal: atMost(1.15, 1.05),
    }),
    ...(await countCosts(bench, url)),
  ]
}

const cards = ({ stack: { stripe } }: Bench, count: number): string[] =>
  Array.from({ length: count }, () => stripe.confirmationToken({ card: '4242424242424242' }).id)

/** What a payment and its repeat send to PostgreSQL and to Stripe, counted on the wire. */
async function countCosts(bench: Bench, databaseUrl: string): Promise<Row[]> {
  await using stack = new AsyncDisposableStack()
  const { stripe, token } = bench.stack
  const wire = stack.use(await countWire(databaseUrl))
  const { port } = stack.use(await bench.stack.startWeb(wire.url))
  const countOf = async (load: string, settings: unknown) => {
    await using driver = await openDriver(load, settings)
    const lap = () => driver.lap({ lanes: 1, lapMs: 60_000, operations: 20 })
    await lap()
    let counted = { roundTrips: 0, commits: 0 }
    const calls = await countStripeCalls(stripe, async () => {
      counted = await wire.counted(lap)
    })
    return { roundTrips: counted.roundTrips / 20, commits: counted.commits / 20, calls: calls / 20 }
  }
  const first = await countOf('payments', {
    port,
    tokens: [token],
    confirmationTokens: cards(bench, 40),
  } satisfies Payments)
  const [confirmationTokenId = ''] = cards(bench, 1)
  const request = paymentRequest(token, { requestId: randomUUID(), confirmationTokenId })
  const repeated = { port, request, expected: '"processing"' } satisfies RepeatedRequest
  const again = await countOf('repeated-request', repeated)
  return [
    countRow('(1) round trips to PostgreSQL per payment', first.roundTrips, atMost(2)),
    countRow('(1) commits per payment', first.commits, atMost(2)),
    countRow('(1) Stripe calls per payment', first.calls, atMost(1)),
    countRow('(5) round trips per repeated request', again.roundTrips, atMost(1)),
    countRow('(5) Stripe calls per repeated request', again.calls, atMost(0)),
  ]
}
