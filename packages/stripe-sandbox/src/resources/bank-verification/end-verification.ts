import type { StripeErrorBody } from '../../http/stripe-error.ts'
import type { Context } from '../context.ts'
import { endSetupVerification } from '../setup-intent/verify-setup-account.ts'
import { endPaymentVerification } from '../payment-intent/verify-bank-account.ts'

/** The deposits could not be sent, or nobody said in time what came. */
export function endVerification(context: Context, id: string, error: StripeErrorBody): void {
  const verification = context.state.table('bank_verification').get(id)
  if (!verification) return
  if (context.state.table('setup_intent').get(verification.intent)) endSetupVerification(context, verification, error)
  else endPaymentVerification(context, verification, error)
}
