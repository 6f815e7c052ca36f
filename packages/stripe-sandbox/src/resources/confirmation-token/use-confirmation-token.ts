import { invalidRequest } from '../../http/stripe-error.ts'
import type { Context } from '../context.ts'
import { storePaymentMethod } from '../payment-method/create-payment-method.ts'
import { detailsOf, type PaymentMethod } from '../payment-method/payment-method.ts'
import type { ConfirmationToken } from './confirmation-token.ts'

/** @throws {StripeError} for a token that confirmed something before, or is older than twelve hours */
export function findUsableToken(context: Context, id: string): ConfirmationToken {
  const param = 'confirmation_token'
  const token = context.get('confirmation_token', id, param)
  if (token.payment_intent !== null || token.setup_intent !== null) {
    const message = `The ConfirmationToken ${id} has already been used to confirm a PaymentIntent or SetupIntent. Create a new ConfirmationToken and try again.`
    throw invalidRequest({ message, param })
  }
  if (token.expires_at <= context.now) {
    const message = `The ConfirmationToken ${id} has expired. Create a new ConfirmationToken and try again.`
    throw invalidRequest({ message, param })
  }
  return token
}

/** The method that the shopper chose or typed; a typed one exists from now on. */
export function methodOfToken(context: Context, token: ConfirmationToken): PaymentMethod {
  const secret = context.state.table('card_secret').get(token.id)
  if (secret?.methodId !== undefined) return context.get('payment_method', secret.methodId, 'confirmation_token')
  const { billing_details, allow_redisplay } = token.payment_method_preview
  const isProven = token.payment_method_preview.type !== 'us_bank_account'
  return storePaymentMethod(context, {
    name: secret?.card ?? '',
    details: detailsOf(token.payment_method_preview),
    isVerified: isProven,
    billing_details,
    allow_redisplay,
  })
}
