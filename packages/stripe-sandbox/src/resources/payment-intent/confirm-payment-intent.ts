import { invalidRequest } from '../../http/stripe-error.ts'
import type { ConfirmationToken } from '../confirmation-token/confirmation-token.ts'
import { findUsableToken, methodOfToken } from '../confirmation-token/use-confirmation-token.ts'
import type { Context } from '../context.ts'
import { createPaymentMethod } from '../payment-method/create-payment-method.ts'
import { findPaymentMethod } from '../payment-method/find-payment-method.ts'
import type { PaymentMethod } from '../payment-method/payment-method.ts'
import { changePaymentIntent } from './change-payment-intent.ts'
import { checkMethodFits } from './check-method-fits.ts'
import { attemptPayment } from './attempt-payment.ts'
import type { PaymentIntent } from './payment-intent.ts'
import type { ConfirmParams } from './payment-intent-params.ts'

/**
 * Tries to take the money.
 *
 * @throws {StripeError} payment_intent_unexpected_state; card errors, which leave the payment `requires_payment_method`
 */
export function confirmPaymentIntent(context: Context, intent: PaymentIntent, params: ConfirmParams): PaymentIntent {
  const token = readyForConfirmation(context, intent, params)
  const { payment_method: _id, payment_method_data: _data, confirmation_token: _token, ...changes } = params
  const changed = changePaymentIntent(context, intent, {
    ...changes,
    ...(token?.setup_future_usage && { setup_future_usage: token.setup_future_usage }),
  })
  const shipped = token?.shipping
    ? { ...changed, shipping: { ...token.shipping, carrier: null, tracking_number: null } }
    : changed
  const method = chooseMethod(context, shipped, { params, token })
  if (token) context.state.table('confirmation_token').put({ ...token, payment_intent: intent.id })

  const { error_on_requires_action: failsOnAction, off_session: offSession } = params
  return attemptPayment(context, shipped, {
    method,
    failsOnAction: failsOnAction === true,
    isOffSession: offSession !== undefined && offSession !== false,
    usesStripeJs: params.use_stripe_sdk ?? token?.use_stripe_sdk ?? context.isBrowser,
    returnUrl: params.return_url ?? token?.return_url ?? undefined,
    mandateData: params.mandate_data ?? token?.mandate_data ?? undefined,
    mandateId: params.mandate,
  })
}

const confirmable: ReadonlySet<PaymentIntent['status']> = new Set([
  'requires_action',
  'requires_confirmation',
  'requires_payment_method',
])

/** Everything that refuses a confirmation before it starts; returns the token that it will use. */
export function readyForConfirmation(
  context: Context,
  intent: PaymentIntent,
  params: ConfirmParams,
): ConfirmationToken | undefined {
  if (!confirmable.has(intent.status)) throw wrongState(intent)
  const { confirmation_token: tokenId, amount_to_confirm: amount } = params
  if (amount !== undefined && amount !== intent.amount) {
    const message = `The amount_to_confirm (${amount}) does not match the PaymentIntent's amount (${intent.amount}).`
    throw invalidRequest({ message, param: 'amount_to_confirm' })
  }
  const token = tokenId === undefined ? undefined : findUsableToken(context, tokenId)
  if (token && (params.payment_method !== undefined || params.payment_method_data !== undefined)) {
    const message = 'You cannot provide both a ConfirmationToken and a PaymentMethod when confirming a PaymentIntent.'
    throw invalidRequest({ message, param: 'confirmation_token' })
  }
  if (!token && !params.payment_method && !params.payment_method_data && intent.payment_method === null) {
    throw missingMethod(intent)
  }
  checkReturnUrl(context, intent, { ...params, return_url: params.return_url ?? token?.return_url ?? undefined })
  return token
}

interface Chosen {
  params: ConfirmParams
  token: ConfirmationToken | undefined
}

function chooseMethod(context: Context, intent: PaymentIntent, { params, token }: Chosen): PaymentMethod {
  const method = token
    ? methodOfToken(context, token)
    : params.payment_method_data
      ? createPaymentMethod(context, params.payment_method_data, 'payment_method_data')
      : findPaymentMethod(context, params.payment_method ?? intent.payment_method ?? '')
  checkMethodFits(context, intent, method)
  return method
}

/** A method that redirects needs a way back. Browsers have one: they stay in their page. */
function checkReturnUrl(
  context: Context,
  intent: PaymentIntent,
  params: { return_url?: string | undefined; use_stripe_sdk?: boolean; off_session?: unknown },
): void {
  const redirects = intent.automatic_payment_methods?.allow_redirects === 'always'
  const isOffSession = params.off_session !== undefined && params.off_session !== false
  if (!redirects || params.return_url !== undefined || params.use_stripe_sdk || context.isBrowser || isOffSession)
    return
  throw invalidRequest({
    message:
      "This PaymentIntent is configured to accept payment methods enabled in your Dashboard. Because some of these payment methods might redirect your customer off of your page, you must provide a `return_url`. If you don't want to accept redirect-based payment methods, set `automatic_payment_methods[enabled]` to `true` and `automatic_payment_methods[allow_redirects]` to `never` when creating Setup Intents and Payment Intents.",
    param: 'return_url',
    code: 'parameter_missing',
  })
}

function wrongState(intent: PaymentIntent) {
  const message =
    intent.status === 'succeeded' || intent.status === 'requires_capture'
      ? 'You cannot confirm this PaymentIntent because it has already succeeded after being previously confirmed.'
      : `You cannot confirm this PaymentIntent because it has a status of ${intent.status}. Only a PaymentIntent with one of the following statuses may be confirmed: requires_confirmation, requires_action.`
  return invalidRequest({ message, code: 'payment_intent_unexpected_state', payment_intent: intent })
}

const missingMethod = (intent: PaymentIntent) =>
  invalidRequest({
    message:
      "You cannot confirm this PaymentIntent because it's missing a payment method. You can either update the PaymentIntent with a payment method and then confirm it again, or confirm it again directly with a payment method or ConfirmationToken.",
    code: 'payment_intent_unexpected_state',
    payment_intent: intent,
  })
