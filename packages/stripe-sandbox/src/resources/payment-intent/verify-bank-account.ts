import { invalidRequest, type StripeErrorBody } from '../../http/stripe-error.ts'
import { checkMicrodeposits } from '../bank-verification/check-microdeposits.ts'
import type { BankVerification, VerifyParams } from '../bank-verification/bank-verification.ts'
import type { Context } from '../context.ts'
import { activateMandate } from '../mandate/accept-mandate.ts'
import { markVerified } from '../payment-method/mark-verified.ts'
import { sendDebit } from './debit-bank-account.ts'
import { docUrl, failPayment } from './fail-payment.ts'
import type { PaymentIntent } from './payment-intent.ts'

/**
 * The holder says what arrived: the debit goes out, or the payment needs another method.
 *
 * @throws {StripeError} payment_intent_unexpected_state; payment_method_microdeposit_* for a try that leaves others
 */
export function verifyBankAccount(context: Context, intent: PaymentIntent, params: VerifyParams): PaymentIntent {
  const verification = context.state.table('bank_verification').where('intent', intent.id).at(-1)
  if (!verification || !isWaiting(intent, verification)) {
    throw invalidRequest({
      message: `This PaymentIntent cannot be verified with micro-deposits because it has a status of ${intent.status} and waits for none.`,
      code: 'payment_intent_unexpected_state',
      payment_intent: intent,
    })
  }
  const error = checkMicrodeposits(context, verification, params)
  if (error) return endPaymentVerification(context, verification, error) ?? intent
  const method = markVerified(context, verification.methodId)
  activateMandate(context, verification.mandateId)
  return sendDebit(context, intent, { method, mandateId: verification.mandateId })
}

/** `undefined` when the payment no longer waits for it. */
export function endPaymentVerification(
  context: Context,
  verification: BankVerification,
  error: StripeErrorBody,
): PaymentIntent | undefined {
  const intent = context.get('payment_intent', verification.intent)
  if (!isWaiting(intent, verification)) return undefined
  const payment_method = context.get('payment_method', verification.methodId)
  return failPayment(context, intent, {
    error: { ...error, doc_url: docUrl(error.code ?? ''), payment_method },
    latestCharge: null,
  })
}

const isWaiting = ({ status, next_action: action }: PaymentIntent, { id }: BankVerification): boolean =>
  status === 'requires_action' &&
  action?.type === 'verify_with_microdeposits' &&
  action.verify_with_microdeposits.hosted_verification_url.endsWith(id)
