import { declines } from '../../cards/declines.ts'
import { invalidRequest, StripeError, type StripeErrorBody } from '../../http/stripe-error.ts'
import { startVerification } from '../bank-verification/start-verification.ts'
import type { ConfirmationToken } from '../confirmation-token/confirmation-token.ts'
import { findUsableToken, methodOfToken } from '../confirmation-token/use-confirmation-token.ts'
import type { Context } from '../context.ts'
import { acceptMandate } from '../mandate/accept-mandate.ts'
import { docUrl } from '../payment-intent/fail-payment.ts'
import type { NextAction } from '../payment-intent/payment-intent.ts'
import { createChallenge } from '../payment-intent/start-challenge.ts'
import { findPaymentMethod, findTestCard } from '../payment-method/find-payment-method.ts'
import { isBankDebit, type PaymentMethod } from '../payment-method/payment-method.ts'
import { noteSetupAttempt, startSetupAttempt } from '../setup-attempt/start-setup-attempt.ts'
import { changeSetupIntent, checkMethodFitsSetup } from './change-setup-intent.ts'
import { failSetup } from './fail-setup.ts'
import type { SetupIntent } from './setup-intent.ts'
import type { ConfirmSetupParams } from './setup-intent-params.ts'
import { succeedSetup } from './succeed-setup.ts'

/**
 * Tries to save the method: the bank may want to ask the holder first, an account may want to be proved.
 *
 * @throws {StripeError} setup_intent_unexpected_state; card errors, which leave the setup `requires_payment_method`
 */
export function confirmSetupIntent(context: Context, intent: SetupIntent, params: ConfirmSetupParams): SetupIntent {
  checkConfirmable(intent)
  const { confirmation_token: tokenId } = params
  const token = tokenId === undefined ? undefined : findUsableToken(context, tokenId)
  const changed = changeSetupIntent(context, intent, params)
  const method = chooseMethod(context, changed, token)
  if (token) context.state.table('confirmation_token').put({ ...token, setup_intent: intent.id })
  const attempt = startSetupAttempt(context, changed, method)
  const tried: SetupIntent = { ...changed, latest_attempt: attempt.id, payment_method: method.id }
  if (!isBankDebit(method.type)) {
    return confirmCard(context, tried, {
      method,
      usesStripeJs: params.use_stripe_sdk ?? token?.use_stripe_sdk ?? context.isBrowser,
      returnUrl: params.return_url ?? token?.return_url ?? undefined,
    })
  }
  const data = params.mandate_data ?? token?.mandate_data ?? undefined
  const mandate = acceptMandate(context, { method, data, confirmed: 'SetupIntent' })
  const agreed: SetupIntent = { ...tried, mandate: mandate.id }
  if (context.state.table('card_secret').get(method.id)?.isVerified === true)
    return succeedSetup(context, agreed, { method, isAuthenticated: false })
  const about = { intent: intent.id, methodId: method.id, mandateId: mandate.id }
  return waitFor(context, agreed, startVerification(context, about))
}

interface CardAttempt {
  method: PaymentMethod
  usesStripeJs: boolean
  returnUrl: string | undefined
}

function confirmCard(context: Context, intent: SetupIntent, attempt: CardAttempt): SetupIntent {
  const { method } = attempt
  const card = findTestCard(context, method.id)
  const isAsked = intent.payment_method_options.card.request_three_d_secure !== 'automatic'
  const behaviour = card.threeDSecure ?? 'optional'
  const isWanted = behaviour === 'always' || behaviour === 'until_set_up' || (isAsked && behaviour === 'optional')
  if (isWanted && !card.challengeFails)
    return waitFor(context, intent, createChallenge(context, { ...attempt, intentId: intent.id }))
  const why = isWanted ? 'generic_decline' : card.declinesOnlyCharges ? undefined : card.decline
  const reason = why && declines[why]
  if (!reason) return succeedSetup(context, intent, { method, isAuthenticated: false })

  const error: StripeErrorBody = {
    type: 'card_error',
    code: reason.code,
    decline_code: reason.declineCode,
    doc_url: docUrl(reason.code),
    message: reason.message,
    ...(reason.param !== undefined && { param: reason.param }),
    payment_method: method,
  }
  throw new StripeError(402, { ...error, setup_intent: failSetup(context, intent, error) })
}

function waitFor(context: Context, intent: SetupIntent, next_action: NextAction): SetupIntent {
  noteSetupAttempt(context, intent, { status: 'requires_action' })
  const waiting = context.state
    .table('setup_intent')
    .put<SetupIntent>({ ...intent, last_setup_error: null, next_action, status: 'requires_action' })
  context.emit({ type: 'setup_intent.requires_action', object: waiting })
  return waiting
}

function chooseMethod(context: Context, intent: SetupIntent, token: ConfirmationToken | undefined): PaymentMethod {
  if (!token && intent.payment_method === null) {
    throw invalidRequest({
      message:
        "You cannot confirm this SetupIntent because it's missing a payment method. Update the SetupIntent with a payment method and then confirm it again, or confirm it again directly with a payment method or ConfirmationToken.",
      code: 'setup_intent_unexpected_state',
      setup_intent: intent,
    })
  }
  const method = token ? methodOfToken(context, token) : findPaymentMethod(context, intent.payment_method ?? '')
  checkMethodFitsSetup(context, intent, method)
  return method
}

function checkConfirmable(intent: SetupIntent): void {
  if (intent.status !== 'succeeded' && intent.status !== 'canceled') return
  const message = `You cannot confirm this SetupIntent because it has a status of ${intent.status}. Only a SetupIntent with one of the following statuses may be confirmed: requires_payment_method, requires_confirmation, requires_action.`
  throw invalidRequest({ message, code: 'setup_intent_unexpected_state', setup_intent: intent })
}
