import type { Context } from '../context.ts'
import { attachPaymentMethod, useUp } from '../payment-method/attach-payment-method.ts'
import type { PaymentMethod } from '../payment-method/payment-method.ts'
import type { PaymentIntent } from './payment-intent.ts'
import { futureUsageOf } from './wishes-for-method.ts'

interface Paid {
  method: PaymentMethod
  isAuthenticated: boolean
}

/** Saves the method where the payment says so; else it has paid once and is used up. */
export function keepOrUseUp(context: Context, intent: PaymentIntent, { method, isAuthenticated }: Paid): void {
  const usage = futureUsageOf(intent, method.type)
  if (usage !== null && intent.customer !== null) {
    attachPaymentMethod(context, method, intent.customer)
    const secrets = context.state.table('card_secret')
    const secret = secrets.get(method.id)
    if (secret && isAuthenticated && usage === 'off_session') secrets.put({ ...secret, isSetUp: true })
  } else if (method.customer === null) useUp(context, method.id)
}
