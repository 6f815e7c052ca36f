import { queryable } from '@azora/db/database'
import { fetchMissedEvents } from '@azora/payments-core/event/fetch-missed-events'
import { promises } from '@azora/payments-core/promise/promises'
import { readPromises } from '@azora/payments-core/promise/read-promises'
import { reconcile } from '@azora/payments-core/reconcile/reconcile'
import { sealAudit } from '@azora/payments-core/audit/seal-audit'
import { createWorld, type World } from '@azora/test-kit/create-world'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { applyEvents, paid, refund } from './support/refunds.ts'

let world: World
/** A shop that has sold, given money back and mailed, and whose worker has done all of its rounds. */
beforeAll(async () => {
  world = await createWorld()
  const paymentId = await paid(world, 2)
  await paid(world, 1)
  await refund(world, { paymentId, amountMinor: 5_00 })
  await applyEvents(world)
  await world.settle()
  await fetchMissedEvents(world.ctx)
  world.clock.advance({ seconds: 150 })
  await reconcile(world.ctx)
  await sealAudit(world.ctx, { marginSeconds: 0, batchSize: 4 })
})
afterAll(() => world?.[Symbol.asyncDispose]())

type Broken = Record<string, number>

/** Breaks promises past every guard, looks, and puts all back as it was. @returns what is not as it should be, but for what is usual */
async function broken(...statements: string[]): Promise<Broken> {
  const client = await world.ctx.db.pool.connect()
  try {
    await client.query('begin')
    await client.query('set local session_replication_role = replica')
    for (const statement of statements)
      await client.query(statement.replaceAll('$merchant', `'${world.ctx.merchantId}'`))
    const readings = await readPromises({ ...world.ctx, reports: queryable(client) })
    const nameOf = (name: string, labels: object) => [name, ...Object.values(labels)].join(' ')
    return Object.fromEntries(
      readings
        .filter(({ promised, value }) => (promised.name.endsWith('_seconds') ? value > 600 : value !== 0))
        .map(({ promised, value }) => [nameOf(promised.name, promised.labels ?? {}), value]),
    )
  } finally {
    await client.query('rollback')
    client.release(true)
  }
}

const now = () => `'${world.clock.now().toISOString()}'::timestamptz`
const onePayment = `(select id from payment where merchant_id = $merchant and refund_reserved_minor = 0 limit 1)`
const stripeDrift = (kind: string) => `
  insert into drift (merchant_id, id, intent_id, kind, subject, subject_id, stripe_id, state, seen_at, looked_at)
  select $merchant, gen_random_uuid(), 'pi_1', '${kind}', 'payment',
    case when '${kind}' <> 'missing_here' then gen_random_uuid() end, 'pi_1', 'open', ${now()}, ${now()}`
const event = (more: string, values: string) => `
  insert into webhook_event (merchant_id, id, type, object_id, stripe_created_at, received_at, payload, ${more})
  values ($merchant, 'evt_1', 'charge.updated', 'ch_1', now(), now(), '{}', ${values})`
const attempt = (leaseUntil: string, createdAt: string) => `
  insert into attempt (merchant_id, id, operation, subject_id, state, input, lease_until, created_at)
  values ($merchant, gen_random_uuid(), 'payments.process', gen_random_uuid(), 'unknown', '{}', ${leaseUntil}, ${createdAt})`
const mail = (state: string, nextTryAt: string) => `
  insert into outbox (merchant_id, id, kind, subject_id, dedupe_key, state, created_at, next_try_at)
  values ($merchant, gen_random_uuid(), 'receipt_mail', gen_random_uuid(), 'k', '${state}', ${now()}, ${nextTryAt})`

test('while all is as it should be, no promise is said to be broken', async () => {
  expect(await broken()).toEqual({})
})

const cases: [string, () => string[]][] = [
  ...['missing_here', 'missing_there', 'status', 'amount', 'captured', 'refund_total', 'booked', 'fee'].map(
    (kind): [string, () => string[]] => [`azora_drift_open ${kind}`, () => [stripeDrift(kind)]],
  ),
  ['azora_events_overdue', () => [event('next_try_at', `now() - interval '2 minutes'`)]],
  ['azora_events_parked', () => [event('parked_at', 'now()')]],
  ['azora_attempts_overdue', () => [attempt(`now() - interval '2 minutes'`, now())]],
  ['azora_attempts_unknown_long', () => [attempt(`now() + interval '5 minutes'`, `${now()} - interval '61 minutes'`)]],
  [
    'azora_payments_processing_long',
    () => [
      `update payment set status = 'processing', paid_at = null, captured_minor = 0, created_at = ${now()} - interval '15 days' where id = ${onePayment}`,
    ],
  ],
  [
    'azora_refunds_pending_long',
    () => [
      `update refund set status = 'pending', settled_at = null, created_at = ${now()} - interval '31 days' where merchant_id = $merchant`,
      `update payment set refunded_minor = 0 where merchant_id = $merchant`,
    ],
  ],
  ['azora_mails_overdue', () => [mail('pending', `now() - interval '6 minutes'`)]],
  ['azora_mails_given_up', () => [mail('failed', 'now()')]],
  [
    'azora_audit_chain_broken',
    () => [
      `update audit_seal set hash = '\\x${'00'.repeat(32)}' where merchant_id = $merchant and number = (select max(number) - 1 from audit_seal where merchant_id = $merchant)`,
    ],
  ],
  [
    'azora_receipt_numbers_missing',
    () => [
      `update receipt_counter set last_number = last_number + 1 where merchant_id = $merchant and kind = 'payment'`,
    ],
  ],
  [
    'azora_refund_sums_wrong',
    () => [
      `update payment set refund_reserved_minor = refund_reserved_minor + 1 where merchant_id = $merchant and refund_reserved_minor > 0`,
    ],
  ],
  [
    'azora_payments_succeeded_twice',
    () => [
      `insert into audit_entry (merchant_id, id, actor, action, subject_kind, subject_id, at, recorded_at)
       select merchant_id, gen_random_uuid(), actor, action, subject_kind, subject_id, at, recorded_at
       from audit_entry where merchant_id = $merchant and action = 'payment.succeeded' limit 1`,
    ],
  ],
  [
    'azora_payments_without_audit',
    () => [
      `delete from audit_entry where merchant_id = $merchant and action = 'payment.succeeded' and subject_id = ${onePayment}::text`,
    ],
  ],
  [
    'azora_disputes_due_soon',
    () => [
      `insert into dispute (merchant_id, id, payment_id, stripe_dispute_id, stripe_charge_id, status, reason, currency, amount_minor,
         held_minor, evidence_due_by, created_at, updated_at, checked_at)
       select $merchant, gen_random_uuid(), ${onePayment}, 'dp_1', 'ch_1', 'needs_response', 'general', 'usd', 1, 1,
         ${now()} + interval '1 day', now(), now(), now()`,
    ],
  ],
  [
    'azora_accesses_refused',
    () => [
      `insert into audit_entry (merchant_id, id, actor, action, subject_kind, subject_id, at, recorded_at)
       values ($merchant, gen_random_uuid(), 'x', 'access.refused', 'procedure', 'refunds.create', ${now()}, '-infinity')`,
    ],
  ],
]
test.each(cases)('%s is counted where it is broken past every guard', async (name, statements) => {
  expect(await broken(...statements())).toEqual({ [name]: 1 })
})

test('a receipt that is gone is missed as a document and as a number', async () => {
  const gone = `delete from receipt where merchant_id = $merchant and payment_id = ${onePayment}`

  expect(await broken(gone)).toEqual({ azora_payments_without_receipt: 1, azora_receipt_numbers_missing: 1 })
})

test.each([
  [
    'azora_books_unproven_seconds',
    `update reconciliation set proven_at = proven_at - interval '1 hour' where merchant_id = $merchant`,
    3_720,
  ],
  [
    'azora_events_list_unread_seconds',
    `update event_mark set seen_until = seen_until - interval '1 hour' where merchant_id = $merchant`,
    3_750,
  ],
])('%s grows while nothing is proven or read', async (name, statement, seconds) => {
  const found = await broken(statement)

  expect(Object.keys(found)).toEqual([name])
  expect(found[name]).toBeGreaterThanOrEqual(3_600)
  expect(found[name]).toBeLessThanOrEqual(seconds)
})

test('audit entries that nobody seals are seen by the age of the oldest', async () => {
  const found = await broken(
    `delete from audit_seal where merchant_id = $merchant`,
    `update audit_entry set recorded_at = recorded_at - interval '1 hour' where merchant_id = $merchant`,
  )

  expect(Object.keys(found)).toEqual(['azora_audit_unsealed_seconds'])
})

test('each promise of the list has its own test here', () => {
  const elsewhere = [
    'azora_payments_without_receipt',
    'azora_books_unproven_seconds',
    'azora_events_list_unread_seconds',
    'azora_audit_unsealed_seconds',
  ]
  const tested = [...cases.map(([name]) => name), ...elsewhere]

  expect(promises.map(({ name, labels = {} }) => [name, ...Object.values(labels)].join(' ')).toSorted()).toEqual(
    tested.toSorted(),
  )
})

test('another merchant’s broken promises are not ours', async () => {
  const other = `update webhook_event set merchant_id = gen_random_uuid() where id = 'evt_1'`

  expect(await broken(event('parked_at', 'now()'), other)).toEqual({})
})
