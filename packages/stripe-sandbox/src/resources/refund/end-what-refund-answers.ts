import type { Charge } from '../charge/charge.ts'
import type { Context } from '../context.ts'
import { closeInquiriesOf } from '../dispute/settle-dispute.ts'
import { warnIsOver } from '../early-fraud-warning/early-fraud-warning.ts'
import { closeReviewOf } from '../review/close-review.ts'
import type { RefundReason } from './refund.ts'

/** A charge that was given back in full needs no review, no answer to the bank's question, and no action on a warning. */
export function endWhatRefundAnswers(context: Context, charge: Charge, reason: RefundReason | null): void {
  if (!charge.refunded) return
  closeReviewOf(context, charge, reason === 'fraudulent' ? 'refunded_as_fraud' : 'refunded')
  closeInquiriesOf(context, charge.id)
  warnIsOver(context, charge.id)
}
