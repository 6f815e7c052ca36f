import { invalidRequest } from '../../http/stripe-error.ts'
import type { Context } from '../context.ts'
import { checkUnused } from '../payment-method/attach-payment-method.ts'
import { checkTypeAllowed } from '../payment-method/check-type-allowed.ts'
import type { PaymentMethod } from '../payment-method/payment-method.ts'
import type { PaymentIntent } from './payment-intent.ts'

/** @throws {StripeError} when the method is another customer's, used up, or of a type that is not allowed */
export function checkMethodFits(context: Context, intent: PaymentIntent, method: PaymentMethod): void {
  checkUnused(context, method)
  checkTypeAllowed(intent, method)
  if (method.customer === null || method.customer === intent.customer) return
  const message =
    intent.customer === null
      ? `The PaymentMethod supplied (${method.id}) belongs to the Customer ${method.customer}. Please include the Customer in the \`customer\` parameter on the PaymentIntent.`
      : `The provided PaymentMethod cannot be attached. To reuse a PaymentMethod, you must attach it to a Customer first. The PaymentMethod supplied (${method.id}) belongs to the Customer ${method.customer}, the PaymentIntent to ${intent.customer}.`
  throw invalidRequest({ message, param: 'payment_method' })
}
