import type { DisputeStatus } from '@azora/contract/dispute-status'
import { boolean, int4, int8, nullable, text, timestamptz } from '@azora/db/column'
import type { DisputeBookings, DisputeSnapshot } from '../stripe/dispute-snapshot.ts'

/** What statements take over of Stripe's word on a dispute. */
export const factParams = {
  status: text,
  reason: text,
  currency: text,
  amountMinor: int8,
  holds: boolean,
  evidenceDueBy: nullable(timestamptz),
  hasBeenSubmitted: boolean,
  movements: int4,
  balanceCurrency: nullable(text),
  withdrawnMinor: int8,
  reinstatedMinor: int8,
  feeMinor: int8,
}

export const factsOf = ({ status, bookings, ...dispute }: DisputeSnapshot) => ({
  status,
  reason: dispute.reason,
  currency: dispute.currency,
  amountMinor: dispute.amountMinor,
  holds: holdsPayment(status, bookings),
  evidenceDueBy: dispute.evidenceDueBy,
  hasBeenSubmitted: dispute.hasBeenSubmitted,
  movements: bookings.count,
  balanceCurrency: bookings.currency,
  withdrawnMinor: bookings.withdrawnMinor,
  reinstatedMinor: bookings.reinstatedMinor,
  feeMinor: bookings.feeMinor,
})

const holding: ReadonlySet<DisputeStatus> = new Set([
  'needs_response',
  'under_review',
  'appeal_needs_response',
  'appeal_under_review',
  'lost',
])

/**
 * Whether the payment may not be refunded: its money has gone back by the dispute, or may still. An inquiry moves no money,
 * and a full refund settles it: https://docs.stripe.com/disputes/how-disputes-work (read 2026-11-25). What was prevented may
 * have been paid back at the bank's side; then it is gone too.
 */
export const holdsPayment = (status: DisputeStatus, { withdrawnMinor, reinstatedMinor }: DisputeBookings): boolean =>
  holding.has(status) || (status === 'prevented' && withdrawnMinor > reinstatedMinor)

/** How much of a payment a dispute holds, in the payment's currency: all of it where the dispute is in another. */
export const heldMinor = (payment: string): string => `
  case when not $holds then 0 when ${payment}.currency = $currency then $amountMinor else ${payment}.amount_minor end`

/** The facts as `set` takes them; `held_minor` needs the payment and is set beside them. */
export const setFacts = `
  status = $status, reason = $reason, amount_minor = $amountMinor, evidence_due_by = $evidenceDueBy,
  movements = $movements, balance_currency = $balanceCurrency, withdrawn_minor = $withdrawnMinor,
  reinstated_minor = $reinstatedMinor, fee_minor = $feeMinor,
  submitted_at = case when $hasBeenSubmitted then coalesce(dispute.submitted_at, $now) else dispute.submitted_at end`

/** What an audit entry says of a dispute, in SQL. */
export const factsJson = (row: string): string => `jsonb_build_object(
  'status', ${row}.status, 'amountMinor', ${row}.amount_minor, 'currency', ${row}.currency, 'heldMinor', ${row}.held_minor,
  'withdrawnMinor', ${row}.withdrawn_minor, 'reinstatedMinor', ${row}.reinstated_minor, 'feeMinor', ${row}.fee_minor,
  'balanceCurrency', ${row}.balance_currency)`

/**
 * Keeps `payment.disputed_minor`, the sum of what the payment's disputes hold: by the difference that this one makes, so that
 * two at a time add up. `moved` has the dispute's row as it now is, and `held_before`.
 */
export const holdPayment = (moved: string): string => `
  update payment set disputed_minor = payment.disputed_minor + ${moved}.held_minor - ${moved}.held_before,
         version = payment.version + 1, updated_at = $now
  from ${moved}
  where payment.merchant_id = $merchantId and payment.id = ${moved}.payment_id and ${moved}.held_minor <> ${moved}.held_before`
