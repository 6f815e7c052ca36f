import { invalidRequest } from '../../http/stripe-error.ts'
import type { PaymentMethod } from './payment-method.ts'

interface Chooser {
  object: 'payment_intent' | 'setup_intent'
  allowed_payment_method_types: string[] | null
  excluded_payment_method_types: string[] | null
}

/** A payment or a setup may name the types that it takes, or those that it does not. @throws {StripeError} */
export function checkTypeAllowed(intent: Chooser, { type }: PaymentMethod): void {
  const { object, allowed_payment_method_types: allowed, excluded_payment_method_types: excluded } = intent
  const isAllowed = (allowed?.length ?? 0) === 0 || allowed?.includes(type) === true
  if (isAllowed && excluded?.includes(type) !== true) return
  const spoken = object === 'payment_intent' ? 'PaymentIntent' : 'SetupIntent'
  const hint = allowed ? ` Please use a payment method of one of the following types: ${allowed.join(', ')}.` : ''
  throw invalidRequest({
    message: `The PaymentMethod provided (${type}) is not allowed for this ${spoken}.${hint}`,
    param: 'payment_method',
    code: 'payment_intent_incompatible_payment_method',
  })
}
