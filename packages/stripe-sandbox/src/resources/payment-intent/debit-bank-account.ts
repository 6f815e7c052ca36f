import { bankFailures } from '../../banks/bank-failures.ts'
import { invalidRequest, StripeError, type StripeErrorBody } from '../../http/stripe-error.ts'
import { startVerification } from '../bank-verification/start-verification.ts'
import { buildDebitCharge } from '../charge/build-debit-charge.ts'
import type { Context } from '../context.ts'
import { acceptMandate } from '../mandate/accept-mandate.ts'
import { findTestBankAccount } from '../payment-method/find-payment-method.ts'
import type { PaymentMethod } from '../payment-method/payment-method.ts'
import type { Attempt } from './attempt-payment.ts'
import { docUrl, failPayment } from './fail-payment.ts'
import { keepOrUseUp } from './keep-or-use-up.ts'
import type { PaymentIntent } from './payment-intent.ts'
import { futureUsageOf, isCapturedByHand } from './wishes-for-method.ts'

/**
 * Asks a bank for money: it answers days later, so that the payment is `processing` until then. An account that
 * nobody proved to be theirs waits for micro-deposits first.
 *
 * @throws {StripeError} without a mandate, in another currency, with manual capture; 402 when Radar blocks it
 */
export function debitBankAccount(context: Context, intent: PaymentIntent, attempt: Attempt): PaymentIntent {
  const { method } = attempt
  checkDebitable(intent, method)
  const isSaved = futureUsageOf(intent, method.type) !== null
  const mandate = acceptMandate(context, {
    method,
    data: attempt.mandateData,
    mandateId: attempt.mandateId,
    singleUse: isSaved ? undefined : { amount: intent.amount, currency: intent.currency },
    confirmed: 'PaymentIntent',
  })
  if (context.state.table('card_secret').get(method.id)?.isVerified === true)
    return sendDebit(context, intent, { method, mandateId: mandate.id })

  const waiting = context.state.table('payment_intent').put<PaymentIntent>({
    ...intent,
    last_payment_error: null,
    next_action: startVerification(context, { intent: intent.id, methodId: method.id, mandateId: mandate.id }),
    payment_method: method.id,
    status: 'requires_action',
  })
  context.emit({ type: 'payment_intent.requires_action', object: waiting })
  return waiting
}

/** The debit is on its way; the bank's answer is planned. */
export function sendDebit(
  context: Context,
  intent: PaymentIntent,
  { method, mandateId }: { method: PaymentMethod; mandateId: string },
): PaymentIntent {
  const account = findTestBankAccount(context, method.id)
  const failure = account.isBlockedAsRisky ? bankFailures.generic_could_not_process : undefined
  const facts = { intent, method, account, mandate: mandateId, failure, now: context.now }
  const charge = context.state.table('charge').put(buildDebitCharge(facts))
  if (failure) {
    context.emit({ type: 'charge.failed', object: charge })
    const error: StripeErrorBody = {
      type: 'card_error',
      charge: charge.id,
      code: failure.code,
      doc_url: docUrl(failure.code),
      message: failure.message,
      payment_method: method,
    }
    const payment_intent = failPayment(context, intent, { error, latestCharge: charge.id })
    throw new StripeError(402, { ...error, payment_intent })
  }
  keepOrUseUp(context, intent, { method, isAuthenticated: true })
  if (account.outcome !== 'stays') {
    context.schedule({ kind: 'settle_debit', subject: charge.id, dueAt: context.now + account.settlesAfterSeconds })
  }
  context.emit({ type: 'charge.pending', object: charge })
  const processing = context.state.table('payment_intent').put<PaymentIntent>({
    ...intent,
    last_payment_error: null,
    latest_charge: charge.id,
    next_action: null,
    payment_method: method.id,
    status: 'processing',
  })
  context.emit({ type: 'payment_intent.processing', object: processing })
  return processing
}

function checkDebitable(intent: PaymentIntent, { type }: PaymentMethod): void {
  if (isCapturedByHand(intent, type)) {
    const message = `The payment method type ${type} does not support manual capture.`
    throw invalidRequest({ message, param: 'payment_method', code: 'payment_intent_incompatible_payment_method' })
  }
  const currency = type === 'sepa_debit' ? 'eur' : 'usd'
  if (intent.currency === currency) return
  const message = `The payment method type ${type} takes payments in ${currency}, not in ${intent.currency}.`
  throw invalidRequest({ message, param: 'payment_method', code: 'payment_method_currency_mismatch' })
}
