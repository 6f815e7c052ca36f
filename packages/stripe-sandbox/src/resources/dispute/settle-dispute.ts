import { invalidRequest } from '../../http/stripe-error.ts'
import type { Context } from '../context.ts'
import { isDisputeOpen, isInquiry, type Dispute } from './dispute.ts'
import { reinstateFunds, withdrawFunds } from './move-funds.ts'

/** Gives the dispute up. @throws {StripeError} when it is over already */
export function closeDispute(context: Context, id: string): Dispute {
  const dispute = context.get('dispute', id)
  if (!isDisputeOpen(dispute)) throw invalidRequest({ message: 'This dispute is already closed' })
  return loseDispute(context, dispute)
}

/** Nobody answered in time. What was answered waits for the bank, however long that takes. */
export function endDeadline(context: Context, id: string): void {
  const before = context.get('dispute', id)
  if (!before.status.endsWith('needs_response')) return
  const details = { ...before.evidence_details, past_due: true }
  loseDispute(context, context.state.table('dispute').put<Dispute>({ ...before, evidence_details: details }))
}

/** The bank reads the words by which Stripe's tests say how it decides: https://docs.stripe.com/testing#disputes */
export function readEvidence(context: Context, id: string): void {
  const dispute = context.get('dispute', id)
  if (!dispute.status.endsWith('under_review')) return
  const text = dispute.evidence.uncategorized_text?.trim()
  if (text === 'winning_evidence') winDispute(context, dispute)
  else if (text === 'losing_evidence') loseDispute(context, dispute)
  else if (text === 'escalate_inquiry_evidence' && isInquiry(dispute)) escalate(context, dispute)
}

/** Ends an open dispute as the bank says. Nothing happens when it is over. */
export function decideDispute(context: Context, id: string, outcome: 'lost' | 'won'): void {
  const dispute = context.get('dispute', id)
  if (!isDisputeOpen(dispute)) return
  if (outcome === 'won') winDispute(context, dispute)
  else loseDispute(context, dispute)
}

/** The charge was given back in full: an inquiry has nothing more to ask. */
export function closeInquiriesOf(context: Context, chargeId: string): void {
  for (const dispute of context.state.table('dispute').where('charge', chargeId)) {
    if (isInquiry(dispute) && isDisputeOpen(dispute)) loseDispute(context, dispute)
  }
}

const winDispute = (context: Context, dispute: Dispute): Dispute =>
  finish(
    context,
    isInquiry(dispute)
      ? { ...dispute, status: 'warning_closed' }
      : { ...reinstateFunds(context, dispute), is_charge_refundable: true, status: 'won' },
  )

/** The money of a dispute stays with the holder of the card; an inquiry just ends, as no money had moved. */
const loseDispute = (context: Context, dispute: Dispute): Dispute =>
  finish(context, { ...dispute, status: isInquiry(dispute) ? 'warning_closed' : 'lost' })

function finish(context: Context, ended: Dispute): Dispute {
  const dispute = context.state.table('dispute').put<Dispute>(ended)
  context.emit({ type: 'charge.dispute.closed', object: dispute })
  return dispute
}

function escalate(context: Context, inquiry: Dispute): void {
  const { payment_method_details: details } = inquiry
  const dispute = context.state.table('dispute').put<Dispute>({
    ...inquiry,
    ...(details && { payment_method_details: { ...details, card: { ...details.card, case_type: 'chargeback' } } }),
    is_charge_refundable: false,
    status: 'needs_response',
  })
  context.emit({ type: 'charge.dispute.updated', object: dispute, before: inquiry })
  withdrawFunds(context, dispute)
}
