import type { Context } from '../context.ts'
import { refundCharge } from '../refund/refund-charge.ts'
import type { PaymentIntent } from './payment-intent.ts'

/** The bank holds money for seven days; what was not captured by then is released, and the payment is over. */
export function expireAuthorization(context: Context, chargeId: string): void {
  const held = context.get('charge', chargeId)
  const intent = context.get('payment_intent', held.payment_intent)
  if (held.captured || intent.status !== 'requires_capture' || intent.latest_charge !== chargeId) return

  refundCharge(context, held, { amount: held.amount, reason: 'expired_uncaptured_charge' })
  context.emit({ type: 'charge.expired', object: context.get('charge', chargeId) })
  const canceled = context.state.table('payment_intent').put<PaymentIntent>({
    ...intent,
    amount_capturable: 0,
    canceled_at: context.now,
    cancellation_reason: 'automatic',
    status: 'canceled',
  })
  context.emit({ type: 'payment_intent.canceled', object: canceled })
}
