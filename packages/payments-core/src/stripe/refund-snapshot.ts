import type { RefundStatus } from '@azora/contract/refund-status'
import type Stripe from 'stripe'
import { UnknownStatus } from './unknown-status.ts'

/** What we know of a refund once Stripe has told us. */
export interface RefundSnapshot {
  id: string
  status: StripeRefundStatus
  amountMinor: number
  currency: string
  reason: string | null
  failureReason: string | null
  /** Null for a refund of a charge that no PaymentIntent made, which is never ours. */
  intentId: string | null
  /** From its metadata: whose it is, and by which attempt it was made. Null for one made in the dashboard. */
  merchantId: string | null
  attemptId: string | null
}

export type StripeRefundStatus = Exclude<RefundStatus, 'requires_approval' | 'rejected'>

const statusOf: Record<string, StripeRefundStatus> = {
  pending: 'pending',
  requires_action: 'requires_action',
  succeeded: 'succeeded',
  failed: 'failed',
  canceled: 'canceled',
}

/**
 * Reads what we need out of Stripe's object, whether the answer of a call or the payload of an event.
 *
 * @throws {UnknownStatus} for a status that we do not know
 */
export function refundSnapshotOf(refund: Stripe.Refund): RefundSnapshot {
  const status = statusOf[refund.status ?? '']
  if (!status) throw new UnknownStatus('refund', String(refund.status))
  const intent = refund.payment_intent
  return {
    id: refund.id,
    status,
    amountMinor: refund.amount,
    currency: refund.currency,
    reason: refund.reason,
    failureReason: refund.failure_reason ?? null,
    intentId: typeof intent === 'string' ? intent : (intent?.id ?? null),
    merchantId: refund.metadata?.['azora_merchant_id'] ?? null,
    attemptId: refund.metadata?.['azora_attempt_id'] ?? null,
  }
}
