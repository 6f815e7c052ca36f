import type { PaymentMethodType } from '../payment-method/payment-method.ts'
import type { PaymentIntent } from './payment-intent.ts'

/** Whether money of this kind of method is held until it is captured. */
export const isCapturedByHand = (intent: PaymentIntent, type: PaymentMethodType): boolean =>
  intent.capture_method === 'manual' ||
  (type === 'card' && intent.payment_method_options.card.capture_method === 'manual')

/** For what a method of this kind is to be saved. */
export function futureUsageOf(intent: PaymentIntent, type: PaymentMethodType): 'off_session' | 'on_session' | null {
  const own = type === 'link' ? undefined : intent.payment_method_options[type]?.setup_future_usage
  if (own === 'none') return null
  return own ?? intent.setup_future_usage
}
