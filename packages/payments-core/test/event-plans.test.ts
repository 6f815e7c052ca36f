import '@azora/payments-core/request/forget-requests'
import '@azora/payments-core/event/empty-payloads'
import { selectHistory } from '@azora/payments-core/event/detail-rows'
import {
  selectEvents,
  selectEventsOfObject,
  selectEventsOfType,
  selectParkedEvents,
  selectWaitingEvents,
} from '@azora/payments-core/event/list-rows'
import { allStatements, type Statement } from '@azora/db/statement'
import { createWorld, type World } from '@azora/test-kit/create-world'
import { afterAll, beforeAll, expect, test } from 'vitest'

interface Plan {
  'Node Type': string
  'Relation Name'?: string
  'Actual Rows': number
  'Actual Loops': number
  'Rows Removed by Filter'?: number
  Plans?: Plan[]
}

const limit = 21
let world: World

/** An inbox of three months, of which a few dozen events wait or are parked; half of the old ones were emptied already. */
beforeAll(async () => {
  world = await createWorld()
  const { pool } = world.ctx.db
  await pool.query(
    `insert into webhook_event (merchant_id, id, type, object_id, stripe_created_at, received_at, payload, handled_at, outcome, parked_at)
     select $1, 'evt_' || n, (array['charge.updated', 'payment_intent.succeeded', 'payout.paid'])[1 + n % 3], 'pi_' || n / 4, at, at,
       case when n < 30000 or n % 1000 = 0 then '{}'::jsonb end,
       case when n % 1000 > 0 then at end, case when n % 1000 > 0 then 'applied' end, case when n % 2000 = 0 then at end
     from generate_series(1, 40000) n cross join lateral (select now() - n * interval '200 seconds') as t (at)`,
    [world.ctx.merchantId],
  )
  await pool.query(
    `insert into audit_entry (merchant_id, id, actor, action, subject_kind, subject_id, after, at)
     select $1, gen_random_uuid(), 'stripe', 'payment.succeeded', 'payment', 'p' || n, jsonb_build_object('eventId', 'evt_' || n), now()
     from generate_series(1, 20000) n`,
    [world.ctx.merchantId],
  )
  await pool.query(
    `insert into idempotency_record (merchant_id, caller, operation, request_id, fingerprint, answer, created_at, answered_at)
     select $1, 'c', 'payments.process', gen_random_uuid(), 'f', '{}', at, at
     from generate_series(1, 20000) n cross join lateral (select now() - n * interval '10 seconds') as t (at)`,
    [world.ctx.merchantId],
  )
  await pool.query('vacuum analyze webhook_event, audit_entry, idempotency_record')
}, 60_000)
afterAll(() => world?.[Symbol.asyncDispose]())

type Value = string | number | Date | null | undefined

/** Runs a statement as the pool does after a while, prepared, with a plan for any parameters; and undoes it. */
async function rowsRead({ name, text, paramNames, params }: Statement, values: Record<string, Value>): Promise<number> {
  const client = await world.ctx.db.pool.connect()
  try {
    await client.query('begin')
    await client.query('set local plan_cache_mode = force_generic_plan')
    await client.query(`prepare "plan of ${name}" as ${text}`)
    const literal = (value: Value) => (value instanceof Date ? value.toISOString() : String(value))
    const literals = paramNames.map((param) =>
      values[param] === null ? 'null' : `'${literal(values[param])}'::${params[param]?.sqlType ?? 'text'}`,
    )
    const { rows } = await client.query<{ 'QUERY PLAN': [{ Plan: Plan }] }>(
      `explain (analyze, format json) execute "plan of ${name}"(${literals.join(', ')})`,
    )
    return flatten(rows[0]?.['QUERY PLAN'][0].Plan)
      .filter((plan) => plan['Relation Name'] !== undefined && plan['Node Type'].includes('Scan'))
      .reduce(
        (sum, plan) => sum + plan['Actual Loops'] * (plan['Actual Rows'] + (plan['Rows Removed by Filter'] ?? 0)),
        0,
      )
  } finally {
    await client.query('rollback')
    client.release(true)
  }
}

const flatten = (plan: Plan | undefined): Plan[] => (plan ? [plan, ...(plan.Plans ?? []).flatMap(flatten)] : [])

const fromTheTop = { beforeAt: new Date('9999-12-31T00:00:00.000Z'), beforeId: '', limit }
const fromTheMiddle = { ...fromTheTop, beforeAt: new Date(Date.now() - 20_000 * 200_000), beforeId: 'evt_20000' }

test.each<[string, Statement, Record<string, Value>]>([
  ['nothing', selectEvents, { state: null }],
  ['what was handled', selectEvents, { state: 'handled' }],
  ['a type', selectEventsOfType, { type: 'payout.paid', state: null }],
  ['a type and what was handled', selectEventsOfType, { type: 'payout.paid', state: 'handled' }],
  ['what is parked', selectParkedEvents, { type: null }],
  ['what waits', selectWaitingEvents, { type: null }],
  ['an object and a state', selectEventsOfObject, { objectId: 'pi_5000', type: null, state: 'handled' }],
])(
  'a page of the inbox by %s reads little more than it shows, on its first page and in the middle (D15)',
  async (_, statement, values) => {
    for (const place of [fromTheTop, fromTheMiddle]) {
      const read = await rowsRead(statement, { merchantId: world.ctx.merchantId, ...place, ...values })
      expect(read).toBeLessThanOrEqual(2 * limit)
    }
  },
)

test('what an event changed is found by an index of its own (D15)', async () => {
  const read = await rowsRead(selectHistory, { merchantId: world.ctx.merchantId, eventId: 'evt_7000' })

  expect(read).toBeLessThanOrEqual(2)
})

test('what is to be forgotten or emptied is found without reading what stays (D15)', async () => {
  for (const name of ['request/delete-old-records', 'event/empty-old-payloads']) {
    const statement = allStatements().find((one) => one.name === name)
    if (!statement) throw new Error(`there is no ${name}`)
    const before = new Date(Date.now() - 26 * 3_600_000)
    const read = await rowsRead(statement, { merchantId: world.ctx.merchantId, before, limit: 500 })

    expect({ name, isBounded: read <= 3 * 500 + 50 }).toEqual({ name, isBounded: true })
  }
})
