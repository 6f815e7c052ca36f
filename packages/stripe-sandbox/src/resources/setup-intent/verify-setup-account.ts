import { invalidRequest, type StripeErrorBody } from '../../http/stripe-error.ts'
import type { BankVerification, VerifyParams } from '../bank-verification/bank-verification.ts'
import { checkMicrodeposits } from '../bank-verification/check-microdeposits.ts'
import type { Context } from '../context.ts'
import { activateMandate } from '../mandate/accept-mandate.ts'
import { docUrl } from '../payment-intent/fail-payment.ts'
import { markVerified } from '../payment-method/mark-verified.ts'
import { failSetup } from './fail-setup.ts'
import type { SetupIntent } from './setup-intent.ts'
import { succeedSetup } from './succeed-setup.ts'

/**
 * The holder says what arrived: the account is saved, or the setup needs another method.
 *
 * @throws {StripeError} setup_intent_unexpected_state; payment_method_microdeposit_* for a try that leaves others
 */
export function verifySetupAccount(context: Context, intent: SetupIntent, params: VerifyParams): SetupIntent {
  const verification = context.state.table('bank_verification').where('intent', intent.id).at(-1)
  if (!verification || !isWaiting(intent, verification)) {
    const message = `This SetupIntent cannot be verified with micro-deposits because it has a status of ${intent.status} and waits for none.`
    throw invalidRequest({ message, code: 'setup_intent_unexpected_state', setup_intent: intent })
  }
  const error = checkMicrodeposits(context, verification, params)
  if (error) return endSetupVerification(context, verification, error) ?? intent
  const method = markVerified(context, verification.methodId)
  activateMandate(context, verification.mandateId)
  return succeedSetup(context, intent, { method, isAuthenticated: false })
}

/** `undefined` when the setup no longer waits for it. */
export function endSetupVerification(
  context: Context,
  verification: BankVerification,
  error: StripeErrorBody,
): SetupIntent | undefined {
  const intent = context.get('setup_intent', verification.intent)
  if (!isWaiting(intent, verification)) return undefined
  const payment_method = context.get('payment_method', verification.methodId)
  return failSetup(context, intent, { ...error, doc_url: docUrl(error.code ?? ''), payment_method })
}

const isWaiting = ({ status, next_action: action }: SetupIntent, { id }: BankVerification): boolean =>
  status === 'requires_action' &&
  action?.type === 'verify_with_microdeposits' &&
  action.verify_with_microdeposits.hosted_verification_url.endsWith(id)
