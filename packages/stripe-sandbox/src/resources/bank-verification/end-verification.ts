import type { StripeErrorBody } from '../../http/stripe-error.ts'
import type { Context } from '../context.ts'
import { endPaymentVerification } from '../payment-intent/verify-bank-account.ts'

/** The deposits could not be sent, or nobody said in time what came. */
export function endVerification(context: Context, id: string, error: StripeErrorBody): void {
  const verification = context.state.table('bank_verification').get(id)
  if (verification) endPaymentVerification(context, verification, error)
}
