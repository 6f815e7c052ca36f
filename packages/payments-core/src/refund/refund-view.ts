import { isoTime } from '../payment/payment-view.ts'

/** A refund row as the `Refund` of the contract, in SQL. `row` is the name of the row in the query. */
export const refundJson = (row: string): string => `${ownRefundJson(row)} || jsonb_build_object(
  'reason', ${row}.reason, 'note', ${row}.note, 'origin', ${row}.origin, 'requestedBy', ${row}.requested_by,
  'decidedBy', ${row}.decided_by, 'failureReason', ${row}.failure_reason)`

/** A refund row as the `OwnRefund` of the contract, in SQL. */
export const ownRefundJson = (row: string): string => `jsonb_build_object(
  'id', ${row}.id, 'paymentId', ${row}.payment_id, 'status', ${row}.status,
  'amount', jsonb_build_object('amountMinor', ${row}.amount_minor, 'currency', ${row}.currency),
  'createdAt', ${isoTime(`${row}.created_at`)}, 'settledAt', ${isoTime(`${row}.settled_at`)})`
