import type { Metadata } from '../shared/metadata.ts'

export type RefundReason = 'duplicate' | 'expired_uncaptured_charge' | 'fraudulent' | 'requested_by_customer'

export type RefundFailure =
  | 'declined'
  | 'expired_or_canceled_card'
  | 'insufficient_funds'
  | 'lost_or_stolen_card'
  | 'merchant_request'
  | 'unknown'

export interface Refund {
  id: string
  object: 'refund'
  amount: number
  balance_transaction: string | null
  charge: string
  created: number
  currency: string
  customer: null
  customer_account: null
  destination_details: { card?: { type: 'refund' | 'reversal' }; type: string }
  /** The booking that brought the money back after the refund failed or was cancelled. */
  failure_balance_transaction?: string
  failure_reason?: RefundFailure
  metadata: Metadata
  payment_intent: string | null
  payment_method: string | null
  pending_reason?: 'processing'
  reason: RefundReason | null
  receipt_number: null
  source_transfer_reversal: null
  status: 'canceled' | 'failed' | 'pending' | 'requires_action' | 'succeeded'
  transfer_reversal: null
}
