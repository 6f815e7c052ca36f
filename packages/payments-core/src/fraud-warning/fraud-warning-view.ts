import { isoTime } from '../payment/payment-view.ts'

/**
 * What became of a warning, in SQL. It is refunded when nothing of the payment is left to refund, so that a refund which
 * fails opens it again.
 */
export const fraudWarningState = (row: string, payment: string): string => `case
  when ${payment}.captured_minor > 0 and ${payment}.refund_reserved_minor >= ${payment}.captured_minor then 'refunded'
  when ${row}.dismissed_at is not null then 'dismissed' else 'open' end`

/** A warning's row beside its payment's as the `FraudWarning` of the contract, in SQL. */
export const fraudWarningJson = (row: string, payment: string): string => `jsonb_build_object(
  'id', ${row}.id,
  'paymentId', ${row}.payment_id,
  'stripeWarningId', ${row}.stripe_warning_id,
  'fraudType', ${row}.fraud_type,
  'isActionable', ${row}.is_actionable,
  'isDisputed', exists (select from dispute
    where dispute.merchant_id = ${row}.merchant_id and dispute.payment_id = ${row}.payment_id),
  'state', ${fraudWarningState(row, payment)},
  'dismissedBy', ${row}.dismissed_by,
  'dismissedAt', ${isoTime(`${row}.dismissed_at`)},
  'left', jsonb_build_object('currency', ${payment}.currency,
    'amountMinor', greatest(0, ${payment}.captured_minor - ${payment}.refund_reserved_minor)),
  'createdAt', ${isoTime(`${row}.created_at`)})`
