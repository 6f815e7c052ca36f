import { randomText } from '../../state/create-id.ts'
import type { Context } from '../context.ts'
import type { Attempt } from './attempt-payment.ts'
import type { Challenge } from './challenge.ts'
import type { NextAction, PaymentIntent } from './payment-intent.ts'

/** The payment waits until the shopper has answered the bank. */
export function startChallenge(context: Context, intent: PaymentIntent, attempt: Attempt): PaymentIntent {
  const waiting = context.state.table('payment_intent').put<PaymentIntent>({
    ...intent,
    last_payment_error: null,
    next_action: createChallenge(context, { ...attempt, intentId: intent.id }),
    payment_method: attempt.method.id,
    status: 'requires_action',
  })
  context.emit({ type: 'payment_intent.requires_action', object: waiting })
  return waiting
}

interface ChallengeWish {
  /** Of the payment, or of the setup. */
  intentId: string
  method: { id: string }
  usesStripeJs?: boolean
  returnUrl?: string | undefined
}

/** Sends the shopper to the bank: inside the page when Stripe.js is there to show it, else by a redirect. */
export function createChallenge(
  context: Context,
  { intentId, method, usesStripeJs = false, returnUrl }: ChallengeWish,
): Exclude<NextAction, { type: 'verify_with_microdeposits' }> {
  const backTo = usesStripeJs ? undefined : returnUrl
  const challenge = context.state.table('challenge').put<Challenge>({
    id: randomText(40),
    paymentIntentId: intentId,
    methodId: method.id,
    status: 'pending',
    ...(backTo !== undefined && { returnUrl: backTo }),
  })
  const url = `${context.url}/three-d-secure/${challenge.id}`
  if (!usesStripeJs) return { type: 'redirect_to_url', redirect_to_url: { return_url: backTo ?? null, url } }
  const source = `payatt_${challenge.id.slice(0, 24)}`
  return {
    type: 'use_stripe_sdk',
    use_stripe_sdk: { type: 'three_d_secure_redirect', stripe_js: url, source },
  }
}
