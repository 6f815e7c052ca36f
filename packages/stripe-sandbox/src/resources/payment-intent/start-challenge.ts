import { randomText } from '../../state/create-id.ts'
import type { Context } from '../context.ts'
import type { Attempt } from './attempt-payment.ts'
import type { Challenge } from './challenge.ts'
import type { NextAction, PaymentIntent } from './payment-intent.ts'

/** Sends the shopper to the bank: inside the page when Stripe.js is there to show it, else by a redirect. */
export function startChallenge(context: Context, intent: PaymentIntent, attempt: Attempt): PaymentIntent {
  const returnUrl = attempt.usesStripeJs ? undefined : attempt.returnUrl
  const challenge = context.state.table('challenge').put<Challenge>({
    id: randomText(40),
    paymentIntentId: intent.id,
    methodId: attempt.method.id,
    status: 'pending',
    ...(returnUrl !== undefined && { returnUrl }),
  })
  const url = `${context.url}/three-d-secure/${challenge.id}`
  const next_action: NextAction = attempt.usesStripeJs
    ? {
        type: 'use_stripe_sdk',
        use_stripe_sdk: {
          type: 'three_d_secure_redirect',
          stripe_js: url,
          source: `payatt_${challenge.id.slice(0, 24)}`,
        },
      }
    : { type: 'redirect_to_url', redirect_to_url: { return_url: returnUrl ?? null, url } }

  const waiting = context.state.table('payment_intent').put<PaymentIntent>({
    ...intent,
    last_payment_error: null,
    next_action,
    payment_method: attempt.method.id,
    status: 'requires_action',
  })
  context.emit({ type: 'payment_intent.requires_action', object: waiting })
  return waiting
}
