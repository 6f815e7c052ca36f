import {
  selectAudit,
  selectAuditOfActor,
  selectAuditOfRequest,
  selectAuditOfSubject,
} from '@azora/payments-core/audit/audit-rows'
import { sealNextBatch } from '@azora/payments-core/audit/seal-rows'
import type { Statement } from '@azora/db/statement'
import { createWorld, type World } from '@azora/test-kit/create-world'
import { afterAll, beforeAll, expect, test } from 'vitest'

interface Plan {
  'Node Type': string
  'Relation Name'?: string
  'Index Name'?: string
  'Actual Rows': number
  'Actual Loops': number
  'Rows Removed by Filter'?: number
  Plans?: Plan[]
}

const entries = 60_000
/** What a busy machine inserts within the limit of a statement. */
const batch = 10_000
const kinds = 12
const limit = 21
let world: World

/** A log of which most is by one actor, with a few dozen entries a subject. */
beforeAll(async () => {
  world = await createWorld()
  for (let first = 1; first < entries; first += batch) {
    await world.ctx.db.pool.query(
      `insert into audit_entry (merchant_id, id, actor, action, subject_kind, subject_id, request_id, at)
     select $1, gen_random_uuid(), case when n % 50 = 0 then 'staff:' || n % 7 else 'stripe' end,
       (array['payment', 'refund', 'dispute'])[1 + n % 3] || '.kind' || n % ${kinds / 3}, 'payment', 'subject-' || n % 3000,
       case when n % 5 = 0 then 'request-' || n / 10 end, now() - n * interval '1 second'
     from generate_series($2::int, $3::int) n`,
      [world.ctx.merchantId, first, first + batch - 1],
    )
  }
  await world.ctx.db.pool.query('vacuum analyze audit_entry')
}, 60_000)
afterAll(() => world?.[Symbol.asyncDispose]())

const page = {
  visible: [''],
  action: '',
  from: new Date(0),
  beforeAt: new Date('9999-12-31T00:00:00.000Z'),
  beforeId: '00000000-0000-0000-0000-000000000000',
  limit,
}
const middle = { beforeAt: new Date(Date.now() - (entries / 2) * 1000), from: new Date(Date.now() - entries * 900) }
const support = { visible: ['payment.', 'refund.'] }

/** Runs a statement as the pool does after a while: prepared, with a plan that is made for any parameters. */
async function planOf({ name, text, paramNames, params }: Statement, values: Record<string, Value>): Promise<Plan[]> {
  const client = await world.ctx.db.pool.connect()
  try {
    await client.query('set plan_cache_mode = force_generic_plan')
    await client.query(`prepare "plan of ${name}" as ${text}`)
    const literals = paramNames.map((param) => literal(values[param], params[param]?.sqlType))
    const { rows } = await client.query<{ 'QUERY PLAN': [{ Plan: Plan }] }>(
      `explain (analyze, format json) execute "plan of ${name}"(${literals.join(', ')})`,
    )
    return flatten(rows[0]?.['QUERY PLAN'][0].Plan)
  } finally {
    client.release(true)
  }
}

type Value = string | number | Date | string[] | null | undefined

const literal = (value: Value, sqlType = 'text'): string => {
  if (value === null || value === undefined) return 'null'
  if (Array.isArray(value)) return `array[${value.map((item) => `'${item}'`).join(', ')}]::text[]`
  return `'${value instanceof Date ? value.toISOString() : String(value)}'::${sqlType}`
}

const flatten = (plan: Plan | undefined): Plan[] => (plan ? [plan, ...(plan.Plans ?? []).flatMap(flatten)] : [])

const read = (plans: Plan[]) =>
  plans
    .filter((plan) => plan['Relation Name'] === 'audit_entry')
    .reduce(
      (sum, plan) => sum + plan['Actual Loops'] * (plan['Actual Rows'] + (plan['Rows Removed by Filter'] ?? 0)),
      0,
    )

const subject = { subjectId: 'subject-7', requestId: null, actor: null }

test.each<[string, Statement, Record<string, Value>]>([
  ['nothing', selectAudit, {}],
  ['nothing, as support', selectAudit, support],
  ['an action', selectAudit, { action: 'payment.kind1' }],
  ['the beginning of an action', selectAudit, { action: 'refund.' }],
  ['the beginning of an action and a time', selectAudit, { action: 'refund.', ...middle }],
  ['a time', selectAudit, middle],
  ['an actor who did nearly everything', selectAuditOfActor, { actor: 'stripe' }],
  ['a rare actor', selectAuditOfActor, { actor: 'staff:3' }],
  ['a rare actor and a time', selectAuditOfActor, { actor: 'staff:3', ...middle }],
  ['an actor and an action, as support', selectAuditOfActor, { actor: 'stripe', action: 'refund.', ...support }],
  ['somebody who never was', selectAuditOfActor, { actor: 'staff:nobody' }],
  ['a subject', selectAuditOfSubject, subject],
  ['a subject, a time and an action', selectAuditOfSubject, { ...subject, ...middle, action: 'payment.' }],
  ['a subject and an actor', selectAuditOfSubject, { ...subject, actor: 'staff:1' }],
  ['a request', selectAuditOfRequest, { requestId: 'request-77', actor: null }],
  ['a request, a time and an actor', selectAuditOfRequest, { requestId: 'request-77', actor: 'stripe', ...middle }],
])(
  'a page of the log by %s reads what an index bounds, and sorts no more than a page of each kind',
  async (...test) => {
    const [, statement, values] = test

    const plans = await planOf(statement, { merchantId: world.ctx.merchantId, ...page, ...values })

    expect(plans.filter((plan) => plan['Node Type'] === 'Seq Scan' && plan['Relation Name'])).toEqual([])
    expect(read(plans)).toBeLessThanOrEqual(kinds * (limit + 2))
    for (const plan of plans.filter((node) => node['Node Type'].includes('Sort')))
      expect(plan['Actual Rows']).toBeLessThanOrEqual(kinds * limit)
    const indexes = plans.flatMap((plan) => plan['Index Name'] ?? [])
    expect(indexes.length).toBeGreaterThan(0)
  },
)

test('a batch to be sealed is read from its index, in order', async () => {
  const plans = await planOf(sealNextBatch, { merchantId: world.ctx.merchantId, marginSeconds: 0, batchSize: 1_000 })

  expect(plans.find((plan) => plan['Relation Name'] === 'audit_entry')).toMatchObject({
    'Index Name': 'audit_entry_merchant_id_recorded_at_id_idx',
  })
  expect(read(plans)).toBe(1_000)
})
