import type { BalanceTransaction } from '../balance-transaction/balance-transaction.ts'
import type { Metadata } from '../shared/metadata.ts'

export type DisputeStatus =
  | 'lost'
  | 'needs_response'
  | 'under_review'
  | 'warning_closed'
  | 'warning_needs_response'
  | 'warning_under_review'
  | 'won'

export type DisputeReason = 'fraudulent' | 'general' | 'product_not_received'

/** The contract's fields of evidence: texts, ids of files, and a hash of enhanced evidence. */
export type DisputeEvidence = Record<string, unknown> & { uncategorized_text: string | null }

export interface Dispute {
  id: string
  object: 'dispute'
  /** Minor units. */
  amount: number
  /** What was withdrawn, then what was reinstated. */
  balance_transactions: BalanceTransaction[]
  charge: string
  created: number
  currency: string
  enhanced_eligibility_types: []
  evidence: DisputeEvidence
  evidence_details: {
    due_by: number | null
    enhanced_eligibility: Record<string, never>
    has_evidence: boolean
    past_due: boolean
    submission_count: number
    submission_method: 'manual' | 'not_submitted'
  }
  intended_submission_method: null
  is_charge_refundable: boolean
  livemode: false
  metadata: Metadata
  network_reason_code: string | null
  payment_intent: string
  payment_method_details?: {
    card: { brand: string; case_type: 'chargeback' | 'inquiry'; network: string; network_reason_code: string }
    type: 'card'
  }
  reason: DisputeReason
  status: DisputeStatus
}

/** A question of the bank: no money moves unless it becomes a dispute. */
export const isInquiry = ({ status }: Dispute): boolean => status.startsWith('warning_')

export const isDisputeOpen = ({ status }: Dispute): boolean =>
  status !== 'lost' && status !== 'won' && status !== 'warning_closed'
