import { randomUUID } from 'node:crypto'
import { demoMerchantId } from '@azora/db/seed-demo'
import { compare, type Contender } from '../contender.ts'
import { openDriver } from '../driver/open-driver.ts'
import { paymentRequest } from '../loads/payment-request.ts'
import type { Payments } from '../loads/payments.ts'
import { rawRequest } from '../loads/raw-request.ts'
import type { RepeatedRequest } from '../loads/repeated-request.ts'
import type { Bench, Measurement } from '../measurement.ts'
import { atMost } from '../method/goal.ts'
import { ratioRow } from '../method/row.ts'
import type { DatabaseHandle } from '../stack/start-stack.ts'
import type { Server } from '../stack/start-server.ts'

const few = 10_000
const many = { full: 1_000_000, quick: 100_000 }
/** Each needs a card's token of its own. */
const mostPayments = 400

/** (5) The same request once more: against a query that reads one payment, among many stored answers, and against the first time. */
export const measureRepeat: Measurement = async (bench) => {
  await using stack = new AsyncDisposableStack()
  const answers = bench.pace.isQuick ? many.quick : many.full
  const start = async (name: string, stored: number) => {
    const database = await bench.stack.database(name)
    bench.say(`repeat: making ${stored} answers`)
    await fillAnswers(database, stored)
    const server = stack.use(await bench.stack.startWeb(database.url))
    const paid = await payOnce(bench, server)
    const ask = async (request: string): Promise<Contender> => {
      const settings: RepeatedRequest = { port: server.port, request, expected: '"processing"' }
      return { driver: stack.use(await openDriver('repeated-request', settings)), server }
    }
    return { server, repeat: await ask(paid.request), read: await ask(readRequest(bench, paid.paymentId)) }
  }
  const small = await start('repeat_small', few)
  const large = await start('repeat_large', answers)
  const { server } = large
  const laps = bench.pace.pairs + 1
  const confirmationTokens = Array.from({ length: laps * mostPayments }, () => card(bench))
  const settings: Payments = { port: server.port, tokens: bench.stack.tokens, confirmationTokens }
  const first: Contender = { driver: stack.use(await openDriver('payments', settings)), server }

  const run = (title: string, floor: Contender, mostOperations = Number.POSITIVE_INFINITY) =>
    compare(bench, {
      title: `repeat, ${title}`,
      lanes: 1,
      operations: Math.min(2_000, mostOperations),
      mostOperations,
      ours: large.repeat,
      floor,
    })
  const read = await run('against a read', large.read)
  const growth = await run('among many', small.repeat)
  const { faults } = bench.stack.stripe
  faults.add({ match: { method: 'POST' }, effect: 'slow', ms: 50, phase: 'before', times: 'always' })
  const again = await run('against the first time', first, mostPayments)
  faults.clear()
  return [
    ratioRow({
      what: '(5) the same request again: p50',
      floor: 'payments.get',
      laps: read,
      reading: 'p50',
      goal: atMost(1.25, 1.1),
    }),
    ratioRow({
      what: `(5) among ${answers} answers: p50`,
      floor: `${few} answers`,
      laps: growth,
      reading: 'p50',
      goal: atMost(1.2),
    }),
    ratioRow({
      what: '(5) the first time with Stripe + 50 ms: p50',
      floor: 'first time',
      laps: again,
      reading: 'p50',
      goal: atMost(0.1),
    }),
  ]
}

const card = ({ stack: { stripe } }: Bench): string => stripe.confirmationToken({ card: '4242424242424242' }).id

function readRequest({ stack: { token } }: Bench, paymentId: string): string {
  const input = encodeURIComponent(JSON.stringify({ paymentId }))
  return rawRequest(`GET /trpc/payments.get?input=${input}`, [`authorization: Bearer ${token}`])
}

/** A payment, and the request that was answered with it. */
async function payOnce(bench: Bench, { port }: Server): Promise<{ request: string; paymentId: string }> {
  const request = paymentRequest(bench.stack.token, { requestId: randomUUID(), confirmationTokenId: card(bench) })
  const [head = '', body = ''] = request.split('\r\n\r\n')
  const answer = await fetch(`http://127.0.0.1:${port}/trpc/payments.process`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: /authorization: (.*)/.exec(head)?.[1] ?? '' },
    body,
  })
  // What `payments.process` answers.
  const { result } = (await answer.json()) as { result: { data: { payment: { id: string } } } }
  return { request, paymentId: result.data.payment.id }
}

/** So many stored answers of other shoppers, as long ones as ours; triggers do not run. */
async function fillAnswers({ pool }: DatabaseHandle, count: number): Promise<void> {
  const client = await pool.connect()
  try {
    await client.query('set session_replication_role = replica')
    await client.query('set statement_timeout = 0')
    await client.query(
      `insert into idempotency_record (merchant_id, caller, operation, request_id, fingerprint, answer, created_at, answered_at)
       select $1, 'shopper-' || n % 5000, 'payments.process', gen_random_uuid(), md5(n::text),
         jsonb_build_object('paymentId', gen_random_uuid(), 'filler', repeat(md5(n::text), 20)), now(), now()
       from generate_series(1, $2) n`,
      [demoMerchantId, count],
    )
    await client.query('vacuum analyze idempotency_record')
  } finally {
    client.release(true)
  }
}
