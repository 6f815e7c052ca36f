import { randomUUID } from 'node:crypto'
import { createWorld, type World } from '@azora/test-kit/create-world'
import { expect, test } from 'vitest'

/** Each guard is tried by plain SQL: whatever code comes later, the database itself refuses. */
const refusedBy = async (world: World, sql: string) =>
  world.ctx.db.pool.query(sql).then(
    () => 'nothing',
    (error: { constraint?: string; message: string }) => error.constraint ?? error.message,
  )

async function paidWorld(): Promise<World> {
  const world = await createWorld()
  await world.pay()
  await world.settle()
  return world
}

test.each([
  [
    'a refund above what was captured',
    `update payment set refund_reserved_minor = captured_minor + 1`,
    'payment_money_bounded',
  ],
  ['a refunded total above what is reserved', `update payment set refunded_minor = 1`, 'payment_money_bounded'],
  [
    'a payment that stops being paid',
    `update payment set status = 'processing', paid_at = null`,
    'cannot become processing',
  ],
  ['another amount', `update payment set amount_minor = amount_minor + 1`, 'never change'],
  ['another PaymentIntent', `update payment set stripe_payment_intent_id = 'pi_other'`, 'never change'],
  ['a status that does not exist', `update payment set status = 'paid'`, 'cannot become paid'],
  [
    'a second open attempt',
    `insert into attempt (merchant_id, id, operation, subject_id, state, input, lease_until, created_at)
     select merchant_id, gen_random_uuid(), operation, subject_id, 'started', '{}', now(), now() from attempt, generate_series(2, 3) n`,
    'attempt_one_open',
  ],
  [
    'a second attempt of one request',
    `insert into attempt (merchant_id, id, operation, subject_id, caller, request_id, fingerprint, state, input, lease_until, created_at)
     select merchant_id, gen_random_uuid(), operation, gen_random_uuid(), caller, request_id, fingerprint, 'started', '{}', now(), now() from attempt`,
    'attempt_merchant_id_operation_caller_request_id_key',
  ],
  [
    'an attempt that has ended and begins again',
    `update attempt set state = 'started', settled_at = null`,
    'has ended',
  ],
  ['another answer to a request', `update idempotency_record set answer = '{}'`, 'stays'],
  [
    'an event twice',
    `insert into webhook_event (merchant_id, id, type, object_id, stripe_created_at, payload, received_at)
     select merchant_id, id, type, object_id, stripe_created_at, payload, received_at from webhook_event limit 1`,
    'webhook_event_pkey',
  ],
  [
    'a request twice',
    `insert into idempotency_record (merchant_id, caller, operation, request_id, fingerprint, created_at)
     select merchant_id, caller, operation, request_id, 'x', now() from idempotency_record`,
    'idempotency_record_pkey',
  ],
  ['an audit entry that changes', `update audit_entry set action = 'x'`, 'only grows'],
  ['an audit entry that goes', `delete from audit_entry`, 'only grows'],
  ['an empty audit log', `truncate audit_entry`, 'only grows'],
  [
    'a line whose amount is not price times quantity',
    `update line_item set amount_minor = amount_minor - 1`,
    'line_item_amount_is_product',
  ],
  [
    'a mail twice',
    `insert into outbox (merchant_id, id, kind, subject_id, dedupe_key, state, created_at)
     select merchant_id, gen_random_uuid(), kind, subject_id, dedupe_key, 'pending', now() from outbox`,
    'outbox_merchant_id_dedupe_key_key',
  ],
  ['a price of nothing', `update price set unit_amount_minor = 0`, 'price_amount_positive'],
])('the database itself refuses %s', async (_, sql, reason) => {
  await using world = await paidWorld()

  expect(await refusedBy(world, sql)).toContain(reason)
})

test('a payment of another merchant’s customer is refused', async () => {
  await using world = await paidWorld()
  const stranger = randomUUID()

  const sql = `
    insert into payment (merchant_id, id, customer_id, status, currency, amount_minor, description, created_at, updated_at)
    select '${stranger}', gen_random_uuid(), customer_id, 'processing', currency, amount_minor, '', now(), now() from payment`

  expect(await refusedBy(world, sql)).toBe('payment_merchant_id_customer_id_fkey')
})
