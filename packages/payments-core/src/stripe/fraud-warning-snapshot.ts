import type Stripe from 'stripe'
import { idOf } from './id-of.ts'

/** What we know of an early fraud warning once Stripe has told us. */
export interface FraudWarningSnapshot {
  id: string
  chargeId: string
  /** Null for a charge that was made without one: never ours. */
  intentId: string | null
  /** The PaymentIntent's, where it came along; empty otherwise. */
  intentMetadata: Stripe.Metadata
  fraudType: string
  /** Once it is false it stays so. */
  isActionable: boolean
  createdAt: Date
}

export function fraudWarningSnapshotOf(warning: Stripe.Radar.EarlyFraudWarning): FraudWarningSnapshot {
  const { charge, payment_intent: intent } = warning
  return {
    id: warning.id,
    chargeId: idOf(charge),
    intentId: idOf(intent),
    intentMetadata: typeof intent === 'object' ? intent.metadata : {},
    fraudType: warning.fraud_type,
    isActionable: warning.actionable,
    createdAt: new Date(warning.created * 1000),
  }
}
