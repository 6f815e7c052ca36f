import { loadContract } from '../../contract/load-contract.ts'
import { createId } from '../../state/create-id.ts'
import type { Charge } from '../charge/charge.ts'
import type { Context } from '../context.ts'
import { warnIsOver } from '../early-fraud-warning/early-fraud-warning.ts'
import { closeReviewOf } from '../review/close-review.ts'
import { isDisputeOpen, type Dispute, type DisputeReason } from './dispute.ts'
import { withdrawFunds } from './move-funds.ts'

export interface DisputeClaim {
  reason: DisputeReason
  /** The bank only asks; no money moves yet. */
  isInquiry: boolean
}

const daysToAnswer = 9
const daySeconds = 24 * 3600

const networkCodes: Record<DisputeReason, string> = {
  fraudulent: '10.4',
  general: '10.4',
  product_not_received: '13.1',
}

/**
 * The holder of the card disputes what is left of a captured charge: the money and a fee leave the balance until the
 * dispute is decided. `undefined`, and nothing happens, when nothing is left or a dispute is open.
 */
export function raiseDispute(context: Context, chargeId: string, claim: DisputeClaim): Dispute | undefined {
  const charge = context.get('charge', chargeId)
  const amount = charge.amount - charge.amount_refunded
  const earlier = context.state.table('dispute').where('charge', chargeId)
  if (!charge.captured || !charge.paid || amount <= 0 || earlier.some(isDisputeOpen)) return undefined

  const disputed = { ...charge, disputed: true }
  context.state.table('charge').put<Charge>(disputed)
  const dispute = context.state.table('dispute').put<Dispute>(buildDispute(context, charge, { ...claim, amount }))
  context.emit({ type: 'charge.updated', object: disputed, before: charge })
  context.emit({ type: 'charge.dispute.created', object: dispute })
  if (dispute.evidence_details.due_by !== null)
    context.schedule({ kind: 'end_dispute_deadline', subject: dispute.id, dueAt: dispute.evidence_details.due_by })
  warnIsOver(context, chargeId)
  if (claim.isInquiry) return dispute
  closeReviewOf(context, charge, 'disputed')
  return withdrawFunds(context, dispute)
}

function buildDispute(context: Context, charge: Charge, claim: DisputeClaim & { amount: number }): Dispute {
  const code = networkCodes[claim.reason]
  const details = charge.payment_method_details
  return {
    id: createId('dp'),
    object: 'dispute',
    amount: claim.amount,
    balance_transactions: [],
    charge: charge.id,
    created: context.now,
    currency: charge.currency,
    enhanced_eligibility_types: [],
    evidence: blankEvidence(),
    evidence_details: {
      due_by: endOfDay(context.now + daysToAnswer * daySeconds),
      enhanced_eligibility: {},
      has_evidence: false,
      past_due: false,
      submission_count: 0,
      submission_method: 'not_submitted',
    },
    intended_submission_method: null,
    is_charge_refundable: claim.isInquiry,
    livemode: false,
    metadata: {},
    network_reason_code: code,
    payment_intent: charge.payment_intent,
    ...('card' in details && {
      payment_method_details: {
        card: {
          brand: details.card.brand,
          case_type: claim.isInquiry ? 'inquiry' : 'chargeback',
          network: details.card.network,
          network_reason_code: code,
        },
        type: 'card',
      },
    }),
    reason: claim.reason,
    status: claim.isInquiry ? 'warning_needs_response' : 'needs_response',
  }
}

const endOfDay = (seconds: number): number => Math.floor(seconds / daySeconds) * daySeconds + daySeconds - 1

function blankEvidence(): Dispute['evidence'] {
  const fields = loadContract().components.schemas['dispute_evidence']?.['x-presentNullable'] ?? []
  const blank = Object.fromEntries(fields.map((field) => [field, null]))
  return { ...blank, uncategorized_text: null, enhanced_evidence: {} }
}
