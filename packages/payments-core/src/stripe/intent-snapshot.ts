import type { PaymentStatus } from '@azora/contract/payment-status'
import type Stripe from 'stripe'
import { declineReasonOf } from './decline-reason-of.ts'
import type { IntentSnapshot } from './stripe-gateway.ts'

const statusOf: Record<string, PaymentStatus> = {
  requires_payment_method: 'requires_payment_method',
  requires_confirmation: 'processing',
  requires_action: 'requires_action',
  processing: 'processing',
  requires_capture: 'requires_capture',
  succeeded: 'succeeded',
  canceled: 'canceled',
}

/**
 * Reads what we need out of Stripe's object, whether the answer of a call or the payload of an event.
 *
 * @throws {TypeError} for a status that we do not know: better parked where staff see it than guessed
 */
export function snapshotOf(intent: Stripe.PaymentIntent): IntentSnapshot {
  const status = statusOf[intent.status]
  if (!status) throw new TypeError(`unknown PaymentIntent status ${intent.status}`)
  const charge = typeof intent.latest_charge === 'object' ? intent.latest_charge : null
  return {
    id: intent.id,
    status,
    amountMinor: intent.amount,
    amountReceivedMinor: intent.amount_received,
    currency: intent.currency,
    clientSecret: intent.client_secret,
    declineReason: status === 'requires_payment_method' ? declineReasonOf(intent.last_payment_error) : null,
    method: charge ? methodOf(charge.payment_method_details) : methodOfIntent(intent),
    refundedMinor: charge?.amount_refunded ?? 0,
    paymentId: intent.metadata['azora_payment_id'] ?? null,
    attemptId: intent.metadata['azora_attempt_id'] ?? null,
  }
}

/** The method of a charge, as much of it as Stripe prints on its own receipts. */
export function methodOf(details: Stripe.Charge.PaymentMethodDetails | null): IntentSnapshot['method'] {
  if (!details) return null
  const { type, card } = details
  return { type, brand: card?.brand ?? null, last4: card?.last4 ?? null }
}

function methodOfIntent(intent: Stripe.PaymentIntent): IntentSnapshot['method'] {
  // A declined method is only named by the error; one that is being tried stands beside the error of the one before.
  const method = intent.payment_method ?? intent.last_payment_error?.payment_method
  if (!method || typeof method !== 'object') return null
  return { type: method.type, brand: method.card?.brand ?? null, last4: method.card?.last4 ?? null }
}
