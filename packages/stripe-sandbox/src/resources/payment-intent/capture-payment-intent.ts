import { invalidRequest } from '../../http/stripe-error.ts'
import type { Charge } from '../charge/charge.ts'
import type { Context } from '../context.ts'
import { findTestCard } from '../payment-method/find-payment-method.ts'
import { mergeMetadata, type MetadataParams } from '../shared/metadata.ts'
import { bookCharge } from './attempt-payment.ts'
import type { PaymentIntent } from './payment-intent.ts'

export interface CaptureParams {
  /** Minor units; all that is held when absent. The rest is released. */
  amount_to_capture?: number
  metadata?: MetadataParams
}

/** Takes what was held. @throws {StripeError} payment_intent_unexpected_state, or when more than was held */
export function capturePaymentIntent(context: Context, intent: PaymentIntent, params: CaptureParams): PaymentIntent {
  if (intent.status !== 'requires_capture' || intent.latest_charge === null) throw wrongState(intent)
  const amount = params.amount_to_capture ?? intent.amount_capturable
  checkAmount(amount, intent)
  const held = context.get('charge', intent.latest_charge)
  const charge = capture(context, held, amount)
  context.emit({ type: 'charge.captured', object: charge, before: held })
  const captured = context.state.table('payment_intent').put<PaymentIntent>({
    ...intent,
    amount_capturable: 0,
    amount_received: amount,
    metadata: mergeMetadata(intent.metadata, params.metadata),
    status: 'succeeded',
  })
  context.emit({ type: 'payment_intent.succeeded', object: captured })
  return captured
}

function capture(context: Context, held: Charge, amount: number): Charge {
  const taken: Charge = { ...held, amount_captured: amount, amount_refunded: held.amount - amount, captured: true }
  return bookCharge(context, taken, findTestCard(context, held.payment_method))
}

function checkAmount(amount: number, intent: PaymentIntent): void {
  if (amount < 1) {
    const message = 'This value must be greater than or equal to 1.'
    throw invalidRequest({ message, param: 'amount_to_capture', code: 'parameter_invalid_integer' })
  }
  if (amount <= intent.amount_capturable) return
  const message = `The requested capture amount is greater than the amount you can capture for this charge (${intent.amount_capturable}).`
  throw invalidRequest({ message, param: 'amount_to_capture', code: 'amount_too_large', payment_intent: intent })
}

const wrongState = (intent: PaymentIntent) =>
  invalidRequest({
    message: `This PaymentIntent could not be captured because it has a status of ${intent.status}. Only a PaymentIntent with one of the following statuses may be captured: requires_capture.`,
    code: 'payment_intent_unexpected_state',
    payment_intent: intent,
  })
