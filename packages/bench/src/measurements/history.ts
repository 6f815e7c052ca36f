import { demoMerchantId } from '@azora/db/seed-demo'
import { allStatements } from '@azora/db/statement'
import { encodeCursor } from '@azora/payments-core/cursor'
import '@azora/payments-core/payment/list-payments'
import { compare, type Contender } from '../contender.ts'
import { openDriver } from '../driver/open-driver.ts'
import { rawRequest } from '../loads/raw-request.ts'
import type { RepeatedRequest } from '../loads/repeated-request.ts'
import type { Bench, Measurement } from '../measurement.ts'
import { atMost } from '../method/goal.ts'
import { countRow, ratioRow } from '../method/row.ts'
import { fillHistory } from '../stack/fill-history.ts'
import type { DatabaseHandle } from '../stack/start-stack.ts'

const few = 10_000
const many = { full: 1_000_000, quick: 100_000 }
const pageLength = 20

/** (4) A page of somebody's history, with ten thousand payments and with a million, at its beginning and far down. */
export const measureHistory: Measurement = async (bench) => {
  await using stack = new AsyncDisposableStack()
  const payments = bench.pace.isQuick ? many.quick : many.full
  const [small, large] = [await filled(bench, 'history_small', few), await filled(bench, 'history_large', payments)]
  const ours = async ({ url }: DatabaseHandle, cursor?: string): Promise<Contender> => {
    const server = stack.use(await bench.stack.startWeb(url))
    const request = pageRequest(bench.stack.token, cursor)
    const settings: RepeatedRequest = { port: server.port, request, expected: '"nextCursor":"' }
    return { driver: stack.use(await openDriver('repeated-request', settings)), server }
  }
  const floorServer = stack.use(await bench.stack.startFloor('history', { DATABASE_URL: large.url }))
  const floorSettings: RepeatedRequest = {
    port: floorServer.port,
    request: rawRequest(`GET /?customer=${bench.stack.subject}`, []),
    expected: '"payments"',
  }
  const floor = { driver: stack.use(await openDriver('repeated-request', floorSettings)), server: floorServer }
  const deep = await cursorAfter(large, payments / 2)
  const run = (title: string, sides: { ours: Contender; floor: Contender }) =>
    compare(bench, { title: `history, ${title}`, lanes: 1, operations: 2_000, ...sides })
  const first = await ours(large)
  const bare = await run('against a bare select', { ours: first, floor })
  const growth = await run('a million against ten thousand', { ours: first, floor: await ours(small) })
  const depth = await run('the middle against the beginning', { ours: await ours(large, deep), floor: first })

  const buffers = {
    small: await buffersOf(small, null),
    large: await buffersOf(large, null),
    deep: await buffersOf(large, deep),
  }
  return [
    ratioRow({
      what: '(4) page 1, signed in, by HTTP: p50',
      floor: 'F-H',
      laps: bare,
      reading: 'p50',
      goal: atMost(3, 1.8),
    }),
    ratioRow({
      what: `(4) page 1 of ${payments} rows: p50`,
      floor: `${few} rows`,
      laps: growth,
      reading: 'p50',
      goal: atMost(1.3, 1.1),
    }),
    ratioRow({
      what: '(4) a page in the middle: p50',
      floor: 'page 1',
      laps: depth,
      reading: 'p50',
      goal: atMost(1.3, 1.1),
    }),
    countRow(`(4) blocks touched by page 1 of ${few} rows`, buffers.small),
    countRow(`(4) the same of ${payments} rows: more blocks`, buffers.large - buffers.small, atMost(2)),
    countRow('(4) a page in the middle: more blocks than page 1', buffers.deep - buffers.large, atMost(2)),
  ]
}

async function filled(bench: Bench, name: string, payments: number): Promise<DatabaseHandle> {
  bench.say(`history: making ${payments} payments`)
  const database = await bench.stack.database(name)
  await fillHistory(database, { subject: bench.stack.subject, payments })
  return database
}

function pageRequest(token: string, cursor?: string): string {
  const input = encodeURIComponent(JSON.stringify({ limit: pageLength, ...(cursor && { cursor }) }))
  return rawRequest(`GET /trpc/payments.list?input=${input}`, [`authorization: Bearer ${token}`])
}

async function cursorAfter({ pool }: DatabaseHandle, rows: number): Promise<string> {
  const { rows: found } = await pool.query<{ id: string; key: string }>(
    `select id, floor(extract(epoch from created_at) * 1000)::text as key from payment order by created_at desc, id desc offset $1 limit 1`,
    [rows],
  )
  return encodeCursor({ sort: 'newest', key: Number(found[0]?.key), id: found[0]?.id ?? '' })
}

interface Plan {
  'Shared Hit Blocks': number
  'Shared Read Blocks': number
}

/** Blocks of PostgreSQL that the statement of a page reads, which no noise changes. */
async function buffersOf({ pool }: DatabaseHandle, cursor: string | null): Promise<number> {
  const statement = allStatements().find(({ name }) => name === 'payment/list-newest')
  if (!statement) throw new Error('there is no statement that lists payments')
  const [, key, id] = cursor === null ? [] : Buffer.from(cursor, 'base64url').toString().split('.')
  const values: Record<string, string | number | null | undefined> = {
    merchantId: demoMerchantId,
    afterKey: key ?? null,
    afterId: id ?? null,
    limit: pageLength + 1,
  }
  const { rows: customers } = await pool.query<{ subject: string }>('select subject from customer limit 1')
  values['subject'] = customers[0]?.subject
  const literals = statement.paramNames.map((name) =>
    values[name] === undefined || values[name] === null ? 'null' : `'${values[name]}'`,
  )
  const client = await pool.connect()
  try {
    await client.query(`prepare page as ${statement.text}`)
    const execute = `execute page(${literals.join(', ')})`
    await client.query(execute)
    const { rows } = await client.query<{ 'QUERY PLAN': [{ Plan: Plan }] }>(
      `explain (analyze, buffers, format json) ${execute}`,
    )
    const plan = rows[0]?.['QUERY PLAN'][0].Plan
    return plan ? plan['Shared Hit Blocks'] + plan['Shared Read Blocks'] : Number.NaN
  } finally {
    client.release(true)
  }
}
