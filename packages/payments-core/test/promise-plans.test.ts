import { readPromises } from '@azora/payments-core/promise/read-promises'
import { allStatements } from '@azora/db/statement'
import { createWorld, type World } from '@azora/test-kit/create-world'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { paid } from './support/refunds.ts'

interface Plan {
  'Node Type': string
  'Relation Name'?: string
  'Actual Rows': number
  'Actual Loops': number
  'Rows Removed by Filter'?: number
  Plans?: Plan[]
}

/** Each promise looks at a thousand rows at most, and for some of them at what belongs to each. */
const readAtMost = 20_000
const payments = 20_000
let world: World

/** A shop of tens of thousands of payments, each with its receipt, audit entry, mail, event and attempt. */
beforeAll(async () => {
  world = await createWorld()
  await paid(world)
  const client = await world.ctx.db.pool.connect()
  try {
    await client.query('set session_replication_role = replica')
    await client.query('set statement_timeout = 0')
    await client.query('set transaction_timeout = 0')
    const { merchantId } = world.ctx
    await client.query(`create temporary table old as select gen_random_uuid() as id, n, now() - n * interval '1 minute' as at
      from generate_series(1, ${payments}) n`)
    /** As many rows as there are payments, each like one of the table but for what is said. */
    const copy = (table: string, changes: string, where = 'true') =>
      client.query(
        `insert into ${table}
         select copied.* from old, ${table} pattern, jsonb_populate_record(pattern, jsonb_build_object(${changes})) as copied
         where pattern.ctid = (select ctid from ${table} where merchant_id = $1 and ${where} limit 1)`,
        [merchantId],
      )
    await copy(
      'payment',
      `'id', old.id, 'created_at', old.at, 'updated_at', old.at, 'stripe_payment_intent_id', 'pi_old_' || old.n`,
    )
    await copy(
      'receipt',
      `'id', gen_random_uuid(), 'payment_id', old.id, 'number_in_year', old.n + 1,
       'number', left(pattern.number, -6) || lpad((old.n + 1)::text, 6, '0'),
       'data', pattern.data || jsonb_build_object('number', left(pattern.number, -6) || lpad((old.n + 1)::text, 6, '0'))`,
    )
    await copy(
      'audit_entry',
      `'id', gen_random_uuid(), 'subject_id', old.id, 'at', old.at, 'recorded_at', old.at`,
      `action = 'payment.succeeded'`,
    )
    await copy('outbox', `'id', gen_random_uuid(), 'dedupe_key', old.n, 'state', 'sent', 'sent_at', old.at`)
    await copy('webhook_event', `'id', 'evt_old_' || old.n, 'received_at', old.at`, 'handled_at is not null')
    await copy('attempt', `'id', gen_random_uuid(), 'subject_id', old.id, 'request_id', gen_random_uuid()`)
    await client.query(`update receipt_counter set last_number = ${payments} + 1 where merchant_id = $1`, [merchantId])
  } finally {
    client.release(true)
  }
  await world.ctx.db.pool.query('vacuum analyze payment, receipt, audit_entry, outbox, webhook_event, attempt')
}, 120_000)
afterAll(() => world?.[Symbol.asyncDispose]())

const flatten = (plan: Plan | undefined): Plan[] => (plan ? [plan, ...(plan.Plans ?? []).flatMap(flatten)] : [])

test('a look at all promises reads no large table from end to end, and a bounded number of rows (D15)', async () => {
  const statement = allStatements().find(({ name }) => name === 'promise/select')
  const client = await world.ctx.db.pool.connect()
  try {
    await client.query('set plan_cache_mode = force_generic_plan')
    await client.query(`prepare look as ${statement?.text}`)
    const values = { merchantId: world.ctx.merchantId, now: new Date().toISOString() }
    const literals = statement?.paramNames.map((name) => `'${name === 'now' ? values.now : values.merchantId}'`)
    const { rows } = await client.query<{ 'QUERY PLAN': [{ Plan: Plan }] }>(
      `explain (analyze, format json) execute look(${literals?.join(', ')})`,
    )
    const scans = flatten(rows[0]?.['QUERY PLAN'][0].Plan).filter((plan) => plan['Relation Name'] !== undefined)
    const readBy = (plan: Plan) => plan['Actual Loops'] * (plan['Actual Rows'] + (plan['Rows Removed by Filter'] ?? 0))

    const large = ['payment', 'receipt', 'audit_entry', 'outbox', 'webhook_event', 'attempt']
    const whole = scans.filter(
      (plan) => plan['Node Type'] === 'Seq Scan' && large.includes(String(plan['Relation Name'])),
    )
    expect(whole.map((plan) => plan['Relation Name'])).toEqual([])
    expect(scans.reduce((sum, plan) => sum + readBy(plan), 0)).toBeLessThanOrEqual(readAtMost)
  } finally {
    client.release(true)
  }
})

test('and it finds all of those payments in order', async () => {
  const broken = (await readPromises(world.ctx)).filter(
    ({ promised, value }) => !promised.name.endsWith('_seconds') && value > 0,
  )

  expect(broken).toEqual([])
})
