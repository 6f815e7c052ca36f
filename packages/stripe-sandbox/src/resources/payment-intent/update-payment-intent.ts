import { invalidRequest } from '../../http/stripe-error.ts'
import type { Context } from '../context.ts'
import { changePaymentIntent } from './change-payment-intent.ts'
import type { PaymentIntent } from './payment-intent.ts'
import type { ChangeParams } from './payment-intent-params.ts'

/** What belongs to the attempt; the rest (metadata, description, …) may change at any time. */
const fixedAfterPaying = [
  'amount',
  'capture_method',
  'currency',
  'customer',
  'payment_method',
  'setup_future_usage',
] as const

/** Stripe sends no event for this. @throws {StripeError} payment_intent_unexpected_state */
export function updatePaymentIntent(context: Context, intent: PaymentIntent, params: ChangeParams): PaymentIntent {
  const isOpen =
    intent.status === 'requires_payment_method' ||
    intent.status === 'requires_confirmation' ||
    intent.status === 'requires_action'
  const fixed = isOpen ? undefined : fixedAfterPaying.find((name) => params[name] !== undefined)
  if (fixed !== undefined) throw wrongState(intent, fixed)

  const changed = changePaymentIntent(context, intent, params)
  const isChosen = changed.payment_method !== intent.payment_method && changed.payment_method !== null
  return context.state.table('payment_intent').put<PaymentIntent>({
    ...changed,
    ...(isChosen && { status: 'requires_confirmation', next_action: null }),
  })
}

const wrongState = (intent: PaymentIntent, param: string) =>
  invalidRequest({
    message: `This PaymentIntent's ${param} could not be updated because it has a status of ${intent.status}. You may only update the ${param} of a PaymentIntent with one of the following statuses: requires_payment_method, requires_confirmation, requires_action.`,
    code: 'payment_intent_unexpected_state',
    param,
    payment_intent: intent,
  })
