import type { StripeErrorBody } from '../../http/stripe-error.ts'
import type { Context } from '../context.ts'
import type { PaymentIntent } from './payment-intent.ts'

export interface Failure {
  error: StripeErrorBody
  latestCharge: string | null
}

/** Back to `requires_payment_method`, with the reason. */
export function failPayment(context: Context, intent: PaymentIntent, { error, latestCharge }: Failure): PaymentIntent {
  const failed = context.state.table('payment_intent').put<PaymentIntent>({
    ...intent,
    last_payment_error: error,
    latest_charge: latestCharge ?? intent.latest_charge,
    next_action: null,
    payment_method: null,
    status: 'requires_payment_method',
  })
  context.emit({ type: 'payment_intent.payment_failed', object: failed })
  return failed
}

export const docUrl = (code: string): string => `https://stripe.com/docs/error-codes/${code.replaceAll('_', '-')}`
