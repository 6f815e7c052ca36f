import { isoTime } from '../payment/payment-view.ts'

/** A payout row as the `Payout` of the contract, in SQL. `row` is the name of the row in the query. */
export const payoutJson = (row: string): string => `jsonb_build_object(
  'id', ${row}.id,
  'stripePayoutId', ${row}.stripe_payout_id,
  'status', ${row}.status,
  'amount', jsonb_build_object('amountMinor', ${row}.amount_minor, 'currency', ${row}.currency),
  'isAutomatic', ${row}.is_automatic,
  'isReconciled', ${row}.reconciliation_status = 'completed',
  'arrivesAt', ${isoTime(`${row}.arrives_at`)},
  'failureCode', ${row}.failure_code,
  'createdAt', ${isoTime(`${row}.created_at`)})`
