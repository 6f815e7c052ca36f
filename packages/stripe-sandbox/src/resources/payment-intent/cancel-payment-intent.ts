import { invalidRequest } from '../../http/stripe-error.ts'
import type { Charge } from '../charge/charge.ts'
import type { Context } from '../context.ts'
import { refundCharge } from '../refund/refund-charge.ts'
import type { PaymentIntent } from './payment-intent.ts'

/** Ends a payment that has not taken money; a held amount is released. @throws {StripeError} payment_intent_unexpected_state */
export function cancelPaymentIntent(
  context: Context,
  intent: PaymentIntent,
  reason: string | undefined,
): PaymentIntent {
  if (intent.status === 'succeeded' || intent.status === 'canceled') {
    const message = `You cannot cancel this PaymentIntent because it has a status of ${intent.status}. Only a PaymentIntent with one of the following statuses may be canceled: requires_payment_method, requires_capture, requires_reauthorization, requires_confirmation, requires_action, processing.`
    throw invalidRequest({ message, code: 'payment_intent_unexpected_state', payment_intent: intent })
  }
  if (intent.status === 'requires_capture' && intent.latest_charge !== null) {
    const charge = context.get('charge', intent.latest_charge)
    refundCharge(context, charge, { amount: charge.amount, reason: null })
  }
  if (intent.status === 'processing' && intent.latest_charge !== null) callBack(context, intent.latest_charge)
  const canceled = context.state.table('payment_intent').put<PaymentIntent>({
    ...intent,
    amount_capturable: 0,
    canceled_at: context.now,
    cancellation_reason: reason ?? null,
    next_action: null,
    status: 'canceled',
  })
  context.emit({ type: 'payment_intent.canceled', object: canceled })
  return canceled
}

/** A debit that the bank has not answered. */
function callBack(context: Context, chargeId: string): void {
  const failure_message = 'The payment was canceled before the bank answered.'
  const charge = context.get('charge', chargeId)
  context.state.table('charge').put<Charge>({ ...charge, failure_message, status: 'failed' })
}
