import type { Metadata } from '../shared/metadata.ts'

export type RefundReason = 'duplicate' | 'expired_uncaptured_charge' | 'fraudulent' | 'requested_by_customer'

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
  destination_details: { card: { type: 'refund' | 'reversal' }; type: 'card' }
  metadata: Metadata
  payment_intent: string | null
  payment_method: string | null
  reason: RefundReason | null
  receipt_number: null
  source_transfer_reversal: null
  status: 'canceled' | 'failed' | 'pending' | 'succeeded'
  transfer_reversal: null
}
