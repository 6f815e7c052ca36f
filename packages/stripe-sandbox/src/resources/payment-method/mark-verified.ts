import type { Context } from '../context.ts'
import type { PaymentMethod } from './payment-method.ts'

/** The holder of a bank account has proved that it is theirs: from now on it can be debited and saved. */
export function markVerified(context: Context, methodId: string): PaymentMethod {
  const secrets = context.state.table('card_secret')
  const secret = secrets.get(methodId)
  if (secret) secrets.put({ ...secret, isVerified: true })
  return context.get('payment_method', methodId)
}
