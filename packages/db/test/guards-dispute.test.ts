import { createWorld, type World } from '@azora/test-kit/create-world'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { refusedBy } from './support/refused-by.ts'

async function disputedWorld(): Promise<World> {
  const world = await createWorld()
  await world.pay()
  const { pool } = world.ctx.db
  await pool.query(
    `insert into dispute (merchant_id, id, payment_id, stripe_dispute_id, stripe_charge_id, status, reason, currency,
       amount_minor, held_minor, movements, balance_currency, withdrawn_minor, fee_minor, evidence_due_by, submitted_at,
       accepted_at, created_at, updated_at, checked_at)
     select merchant_id, gen_random_uuid(), id, 'dp_' || state, 'ch_1', state, 'fraudulent', currency, 500,
       case when state in ('under_review', 'lost') then 500 else 0 end, 1, 'usd', 500, 1500, now(), now(), now(), now(),
       now(), now()
     from payment, unnest(array['under_review', 'lost', 'won', 'warning_closed']) as state`,
  )
  await pool.query(
    `insert into early_fraud_warning (merchant_id, id, payment_id, stripe_warning_id, stripe_charge_id, fraud_type,
       is_actionable, dismissed_by, dismissed_at, created_at, updated_at)
     select merchant_id, gen_random_uuid(), id, 'issfr_1', 'ch_1', 'misc', false, 'staff:x', now(), now(), now()
     from payment`,
  )
  await pool.query(
    `insert into payout (merchant_id, id, stripe_payout_id, status, currency, amount_minor, is_automatic, arrives_at,
       reconciliation_status, created_at, updated_at)
     select id, gen_random_uuid(), 'po_' || state, state, 'usd', 900, true, now(), 'completed', now(), now()
     from merchant, unnest(array['paid', 'failed', 'canceled', 'in_transit']) as state`,
  )
  return world
}

let world: World
beforeAll(async () => {
  world = await disputedWorld()
})
afterAll(() => world[Symbol.asyncDispose]())

const dispute = (status: string, change: string) => `update dispute set ${change} where status = '${status}'`

test.each([
  ['a won dispute that is lost', dispute('won', `status = 'lost', held_minor = 500`), 'cannot become lost'],
  [
    'a lost dispute that is open again',
    dispute('lost', `status = 'needs_response'`),
    'is lost and cannot become needs_response',
  ],
  [
    'an inquiry that ended and is open again',
    dispute('warning_closed', `status = 'needs_response', held_minor = 500`),
    'cannot',
  ],
  [
    'a dispute that is a mere question again',
    dispute('under_review', `status = 'warning_under_review', held_minor = 0`),
    'cannot',
  ],
  ['a status that does not exist', dispute('under_review', `status = 'gone', held_minor = 0`), 'dispute_status_known'],
  ['an open dispute that holds nothing', dispute('under_review', 'held_minor = 0'), 'dispute_holds_while_open_or_lost'],
  ['a won dispute that still holds', dispute('won', 'held_minor = 1'), 'dispute_holds_while_open_or_lost'],
  ['a dispute of nothing', dispute('won', 'amount_minor = 0'), 'dispute_amount_positive'],
  ['bookings without a currency', dispute('won', 'balance_currency = null'), 'dispute_bookings_whole'],
  ['bookings that are taken back', dispute('won', 'movements = 0'), 'never changes'],
  ['a dispute of another payment', dispute('won', 'payment_id = gen_random_uuid()'), 'never changes'],
  ['an answer that was never given', dispute('lost', 'submitted_at = null'), 'never changes'],
  ['an acceptance that is taken back', dispute('lost', 'accepted_at = null'), 'never changes'],
  ['evidence that is no object', dispute('won', `evidence = '[]'`), 'dispute_evidence_bounded'],
  [
    'evidence longer than Stripe takes',
    dispute('won', `evidence = jsonb_build_object('a', repeat('x', 100000), 'b', repeat('x', 50001))`),
    'dispute_evidence_bounded',
  ],
  ['a dispute that goes', 'delete from dispute', 'stays in the books'],
  [
    'a dispute twice',
    `insert into dispute select merchant_id, gen_random_uuid(), payment_id, stripe_dispute_id, stripe_charge_id, status,
       reason, currency, amount_minor, held_minor, balance_currency, withdrawn_minor, reinstated_minor, fee_minor, movements,
       evidence_due_by, evidence, answer_attempt_id, submitted_at, accepted_at, version, created_at, updated_at, checked_at
     from dispute`,
    'dispute_merchant_id_stripe_dispute_id_key',
  ],
  [
    'a dismissed warning that is open again',
    'update early_fraud_warning set dismissed_at = null, dismissed_by = null',
    'only moves forward',
  ],
  ['a warning that is useful again', 'update early_fraud_warning set is_actionable = true', 'only moves forward'],
  [
    'a warning that nobody dismissed',
    `insert into early_fraud_warning (merchant_id, id, payment_id, stripe_warning_id, stripe_charge_id, fraud_type,
       is_actionable, dismissed_at, created_at, updated_at)
     select merchant_id, gen_random_uuid(), id, 'issfr_2', 'ch_1', 'misc', true, now(), now(), now() from payment`,
    'early_fraud_warning_dismissed_by_somebody',
  ],
  ['a warning that goes', 'delete from early_fraud_warning', 'stays in the books'],
  ['a failed payout that is paid', `update payout set status = 'paid' where status = 'failed'`, 'cannot become paid'],
  [
    'a canceled payout that is sent',
    `update payout set status = 'in_transit' where status = 'canceled'`,
    'cannot become',
  ],
  [
    'a paid payout that is on its way again',
    `update payout set status = 'in_transit' where status = 'paid'`,
    'cannot become',
  ],
  ['a payout of another amount', 'update payout set amount_minor = 1', 'never changes'],
  [
    'a failure of what did not fail',
    `update payout set failure_code = 'no_account' where status = 'paid'`,
    'payout_failed_with_code',
  ],
  ['a payout that goes', 'delete from payout', 'stays in the books'],
])('the database itself refuses %s', async (_, sql, reason) => {
  expect(await refusedBy(world, sql)).toContain(reason)
})

test('a lost dispute can be appealed and won, and a paid payout can come back', async () => {
  const appeal = dispute('lost', `status = 'appeal_under_review'`)
  const win = dispute('appeal_under_review', `status = 'won', held_minor = 0`)
  expect(await refusedBy(world, `${appeal}; ${win}`)).toBe('nothing')
  expect(await refusedBy(world, `update payout set status = 'failed' where status = 'paid'`)).toBe('nothing')
})
