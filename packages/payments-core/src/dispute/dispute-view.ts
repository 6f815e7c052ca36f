import { isoTime } from '../payment/payment-view.ts'
import { exceedsPayment } from './dispute-rows.ts'

/** A dispute row as the `DisputeSummary` of the contract, in SQL. `row` is the name of the row in the query. */
export const disputeSummaryJson = (row: string): string => `jsonb_build_object(
  'id', ${row}.id,
  'paymentId', ${row}.payment_id,
  'stripeDisputeId', ${row}.stripe_dispute_id,
  'status', ${row}.status,
  'reason', ${row}.reason,
  'amount', ${moneyJson(`${row}.amount_minor`, `${row}.currency`)},
  'evidenceDueAt', ${isoTime(`${row}.evidence_due_by`)},
  'isBeingAnswered', ${row}.answer_attempt_id is not null,
  'submittedAt', ${isoTime(`${row}.submitted_at`)},
  'acceptedAt', ${isoTime(`${row}.accepted_at`)},
  'exceedsPayment', (select ${exceedsPayment('payment')} from payment
    where payment.merchant_id = ${row}.merchant_id and payment.id = ${row}.payment_id),
  'createdAt', ${isoTime(`${row}.created_at`)})`

/** A dispute row as the `Dispute` of the contract, in SQL. */
export const disputeJson = (row: string): string => `${disputeSummaryJson(row)} || jsonb_build_object(
  'withdrawn', ${bookedJson(row, 'withdrawn_minor')},
  'reinstated', ${bookedJson(row, 'reinstated_minor')},
  'fee', ${bookedJson(row, 'fee_minor')},
  'evidence', ${row}.evidence,
  'timeline', (
    select coalesce(jsonb_agg(${timelineEntryJson} order by entry.at, entry.id), '[]'::jsonb)
    from audit_entry entry where entry.merchant_id = ${row}.merchant_id
      and entry.subject_id = ${row}.id::text and entry.subject_kind = 'dispute'))`

/** Audit actions on a dispute are `dispute.<kind>`. */
const timelineEntryJson = `jsonb_build_object('kind', substr(entry.action, length('dispute.') + 1),
  'status', entry.after->'status', 'actor', entry.actor, 'at', ${isoTime('entry.at')})`

const moneyJson = (amount: string, currency: string) =>
  `jsonb_build_object('amountMinor', ${amount}, 'currency', ${currency})`

const bookedJson = (row: string, amount: string) =>
  `case when ${row}.movements > 0 then ${moneyJson(`${row}.${amount}`, `${row}.balance_currency`)} end`
