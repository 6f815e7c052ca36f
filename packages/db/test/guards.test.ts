import { randomUUID } from 'node:crypto'
import { createWorld, type World } from '@azora/test-kit/create-world'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { refusedBy } from './support/refused-by.ts'

/** Each guard is tried by plain SQL: whatever code comes later, the database itself refuses. */
async function paidWorld(): Promise<World> {
  const world = await createWorld()
  await world.pay()
  await world.settle()
  return world
}

let world: World
beforeAll(async () => {
  world = await paidWorld()
})
afterAll(() => world?.[Symbol.asyncDispose]())

const insertOf = (table: string, from: string) => (row: Record<string, string>) =>
  `insert into ${table} (${Object.keys(row).join(', ')}) select ${Object.values(row).join(', ')} from ${from}`

/** A new payment of the same customer, with something wrong. */
function paymentOf(wrong: Record<string, string>): string {
  const right = { amount_minor: '100', currency: `'usd'`, status: `'processing'` }
  const rest = { id: 'gen_random_uuid()', description: `''`, created_at: 'now()', updated_at: 'now()' }
  const kept = { merchant_id: 'merchant_id', customer_id: 'customer_id' }
  return insertOf('payment', 'payment')({ ...kept, ...rest, ...right, ...wrong })
}

/** The first seal of the chain, with something wrong. */
function seal(wrong: Record<string, string> = {}): string {
  const bounds = { from_recorded_at: 'now()', from_id: 'id', to_recorded_at: 'now()', to_id: 'id' }
  const hashes = { previous_hash: `decode(repeat('00', 32), 'hex')`, hash: `sha256('a')` }
  const row = { merchant_id: 'id', number: '1', entry_count: '1', ...bounds, ...hashes, ...wrong }
  return insertOf('audit_seal', 'merchant')(row)
}
const aSeal = seal()

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
  [
    'a PaymentIntent twice',
    `insert into payment (merchant_id, id, customer_id, status, currency, amount_minor, description, stripe_payment_intent_id, created_at, updated_at)
     select merchant_id, gen_random_uuid(), customer_id, 'processing', currency, amount_minor, '', stripe_payment_intent_id, now(), now() from payment`,
    'payment_merchant_id_stripe_payment_intent_id_key',
  ],
  [
    'a customer of Stripe’s twice',
    `update customer set stripe_customer_id = 'cus_1'; insert into customer (merchant_id, id, subject, stripe_customer_id, created_at)
     select merchant_id, gen_random_uuid(), 'other', 'cus_1', now() from customer`,
    'customer_merchant_id_stripe_customer_id_key',
  ],
  [
    'a shopper twice',
    `insert into customer (merchant_id, id, subject, created_at) select merchant_id, gen_random_uuid(), subject, now() from customer`,
    'customer_merchant_id_subject_key',
  ],
  [
    'a payment method of Stripe’s twice',
    `insert into saved_method (merchant_id, id, customer_id, stripe_payment_method_id, type, created_at)
     select merchant_id, gen_random_uuid(), id, 'pm_1', 'card', now() from customer, generate_series(1, 2)`,
    'saved_method_merchant_id_stripe_payment_method_id_key',
  ],
  ['a payment of a negative amount', paymentOf({ amount_minor: '-1' }), 'payment_amount_positive'],
  ['a payment of nothing', paymentOf({ amount_minor: '0' }), 'payment_amount_positive'],
  ['a currency in capital letters', paymentOf({ currency: `'USD'` }), 'payment_currency_code'],
  ['a paid payment without its time', paymentOf({ status: `'succeeded'` }), 'payment_paid_has_time'],
  ['a new payment of a status that does not exist', paymentOf({ status: `'paid'` }), 'payment_status_known'],
  [
    'more captured than was asked for',
    paymentOf({ status: `'succeeded'`, paid_at: 'now()', captured_minor: '101' }),
    'payment_money_bounded',
  ],
  ['less captured than is refunded', paymentOf({ refund_reserved_minor: '1' }), 'payment_money_bounded'],
  ['a negative refund reserve', `update payment set refund_reserved_minor = -1`, 'payment_money_bounded'],
  ['a payment of somebody else', `update payment set customer_id = gen_random_uuid()`, 'never change'],
  ['a payment in another currency', `update payment set currency = 'eur'`, 'never change'],
  ['another input of an attempt', `update attempt set state = 'started', settled_at = null, input = '{}'`, 'has ended'],
  [
    'half a request behind an attempt',
    `insert into attempt (merchant_id, id, operation, subject_id, caller, state, input, lease_until, created_at)
     select merchant_id, gen_random_uuid(), operation, gen_random_uuid(), caller, 'started', '{}', now(), now() from attempt`,
    'attempt_request_is_whole',
  ],
  [
    'an answer and a refusal to one request',
    `insert into idempotency_record (merchant_id, caller, operation, request_id, fingerprint, answer, refusal, created_at, answered_at)
     select merchant_id, caller, operation, gen_random_uuid(), 'x', '{}', '{}', now(), now() from idempotency_record`,
    'idempotency_record_answered_once',
  ],
  [
    'a line of too many',
    `update line_item set quantity = 1000, amount_minor = unit_amount_minor * 1000`,
    'line_item_quantity_bounded',
  ],
  ['a receipt number below one', `update receipt_counter set last_number = 0`, 'receipt counter only grows'],
  ['a receipt number again', `update receipt_counter set last_number = last_number`, 'receipt counter only grows'],
  ['a year’s receipts that begin anew', `delete from receipt_counter`, 'receipt counter only grows'],
  ['a mail that was sent at no time', `update outbox set state = 'sent', sent_at = null`, 'outbox_sent_has_time'],
  ['a seal that changes', `${aSeal}; update audit_seal set hash = sha256('x')`, 'only grows'],
  ['a seal that goes', `${aSeal}; delete from audit_seal`, 'only grows'],
  ['an empty chain of seals', `truncate audit_seal`, 'only grows'],
  ['a seal that skips a number', seal({ number: '2' }), 'does not continue the chain'],
  ['a seal on another hash', seal({ previous_hash: `sha256('x')` }), 'does not continue the chain'],
  [
    'a seal of an earlier time',
    `${aSeal}; ${seal({ number: '2', previous_hash: `sha256('a')` })}`,
    'does not continue',
  ],
  ['a seal twice', `${aSeal}; ${aSeal}`, 'audit_seal_pkey'],
  ['a seal of nothing', seal({ entry_count: '0' }), 'audit_seal_has_entries'],
  ['a short hash', seal({ hash: `'x'` }), 'audit_seal_hash_length'],
  ['a price of nothing', `update price set unit_amount_minor = 0`, 'price_amount_positive'],
])('the database itself refuses %s', async (_, sql, reason) => {
  expect(await refusedBy(world, sql)).toContain(reason)
})

test('a payment of another merchant’s customer is refused', async () => {
  const stranger = randomUUID()

  const sql = `
    insert into payment (merchant_id, id, customer_id, status, currency, amount_minor, description, created_at, updated_at)
    select '${stranger}', gen_random_uuid(), customer_id, 'processing', currency, amount_minor, '', now(), now() from payment`

  expect(await refusedBy(world, sql)).toBe('payment_merchant_id_customer_id_fkey')
})

test.each([
  `status = 'processing'`,
  `status = 'requires_payment_method'`,
  `status = 'requires_action'`,
  `status = 'requires_capture'`,
  `status = 'succeeded', paid_at = now()`,
])('a payment that was given up stays so, whatever says %s', async (change) => {
  const givenUp = paymentOf({ status: `'canceled'` })

  expect(await refusedBy(world, `${givenUp}; update payment set ${change} where status = 'canceled'`)).toContain(
    'cannot become',
  )
})

test('whoever numbers a receipt waits for who numbers one now; a number that is given back is given again', async () => {
  const { pool } = world.ctx.db
  const [first, second] = [await pool.connect(), await pool.connect()]
  const next = `update receipt_counter set last_number = last_number + 1 returning last_number as number`
  const numberOf = async (client: typeof first) => (await client.query<{ number: number }>(next)).rows[0]?.number
  await first.query('begin')
  await second.query('begin')

  const taken = await numberOf(first)
  const waiting = numberOf(second)
  await first.query('rollback')
  const given = await waiting
  await second.query('commit')

  expect([taken, given]).toEqual([2, 2])
  first.release()
  second.release()
})

test('the log takes in a line at its own time, whatever the transaction’s', async () => {
  const { rows } = await world.ctx.db.pool.query<{ order: string[] }>(`
    select array_agg(action order by recorded_at) as order from audit_entry where recorded_at <= clock_timestamp()`)

  expect(rows[0]?.order.at(0)).toBe('payment.created')
  expect(rows[0]?.order.at(-1)).toBe('payment.receipt_sent')
})
