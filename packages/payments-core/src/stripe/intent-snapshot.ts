import type { DeclineReason } from '@azora/contract/decline-reason'
import type { PaymentStatus } from '@azora/contract/payment-status'
import type Stripe from 'stripe'
import { declineReasonOf } from './decline-reason-of.ts'
import { idOf } from './id-of.ts'
import { methodSnapshotOf, type MethodSnapshot } from './method-snapshot.ts'
import { UnknownStatus } from './unknown-status.ts'

/** What we know of a PaymentIntent once Stripe has told us. */
export interface IntentSnapshot {
  id: string
  status: PaymentStatus
  amountMinor: number
  amountReceivedMinor: number
  /** What is held and not taken yet, and when the bank lets go of it; a charge names the time only where it is expanded. */
  amountCapturableMinor: number
  captureBefore: Date | null
  currency: string
  /** Never stored, never logged. */
  clientSecret: string | null
  declineReason: DeclineReason | null
  method: { type: string; brand: string | null; last4: string | null } | null
  /** The method that Stripe has kept for its customer, as the payment asked, with the consent to debit it. */
  keptMethod: { method: MethodSnapshot; stripeCustomerId: string; mandateId: string | null } | null
  refundedMinor: number
  /** Our payment's id, where the intent carries one. */
  paymentId: string | null
  attemptId: string | null
}

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
 * @throws {UnknownStatus} for a status that we do not know: better parked where staff see it than guessed
 */
export function snapshotOf(intent: Stripe.PaymentIntent): IntentSnapshot {
  const status = statusOf[intent.status]
  if (!status) throw new UnknownStatus('PaymentIntent', intent.status)
  const charge = typeof intent.latest_charge === 'object' ? intent.latest_charge : null
  return {
    id: intent.id,
    status,
    amountMinor: intent.amount,
    amountReceivedMinor: intent.amount_received,
    amountCapturableMinor: intent.amount_capturable,
    captureBefore: captureBeforeOf(charge),
    currency: intent.currency,
    clientSecret: intent.client_secret,
    declineReason: status === 'requires_payment_method' ? declineReasonOf(intent.last_payment_error) : null,
    method: methodOfIntent(intent),
    keptMethod: keptMethodOf(intent, charge),
    refundedMinor: charge ? refundedOf(charge) : 0,
    paymentId: intent.metadata['azora_payment_id'] ?? null,
    attemptId: intent.metadata['azora_attempt_id'] ?? null,
  }
}

/**
 * What was given back of the money that was taken. Stripe counts what a bank lets go of, because less or nothing of it was
 * captured, as refunded too.
 */
export function refundedOf({ amount, amount_captured, amount_refunded }: Stripe.Charge): number {
  return Math.max(0, amount_refunded - (amount - amount_captured))
}

/** A payload names its method by id only: then nothing can be said. */
function keptMethodOf(
  { setup_future_usage: isKept, payment_method: named }: Stripe.PaymentIntent,
  charge: Stripe.Charge | null,
): IntentSnapshot['keptMethod'] {
  if (!isKept || !named || typeof named === 'string') return null
  const method = methodSnapshotOf(named)
  if (!method.stripeCustomerId) return null
  const details = charge?.payment_method_details
  const mandateId = idOf(details?.us_bank_account?.mandate) ?? idOf(details?.sepa_debit?.mandate)
  return { method, stripeCustomerId: method.stripeCustomerId, mandateId }
}

function captureBeforeOf(charge: Stripe.Charge | null): Date | null {
  const seconds = charge?.payment_method_details?.card?.capture_before
  return seconds ? new Date(seconds * 1000) : null
}

/** As much of a method as Stripe prints on its own receipts. */
export function methodOf(
  details: Stripe.Charge.PaymentMethodDetails | Stripe.PaymentMethod | null | undefined,
): IntentSnapshot['method'] {
  if (!details) return null
  const { type, card, us_bank_account: account, sepa_debit: debit } = details
  return { type, brand: card?.brand ?? null, last4: card?.last4 ?? account?.last4 ?? debit?.last4 ?? null }
}

/**
 * The method of the try that the intent stands at. Stripe keeps the last failed charge and the last error beside a new
 * try, so those are asked only when the intent names no method of its own; in events it names but its id.
 */
function methodOfIntent({ payment_method, latest_charge, last_payment_error }: Stripe.PaymentIntent) {
  if (typeof payment_method === 'object' && payment_method) return methodOf(payment_method)
  if (payment_method) return null
  if (last_payment_error?.payment_method) return methodOf(last_payment_error.payment_method)
  return typeof latest_charge === 'object' ? methodOf(latest_charge?.payment_method_details) : null
}
