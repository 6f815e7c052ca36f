import type { ChallengeOutcome, ChallengeResult, ThreeDSecureChallenge } from '../../core.ts'
import { StripeError, type StripeErrorBody } from '../../http/stripe-error.ts'
import type { Context } from '../context.ts'
import { attemptPayment } from './attempt-payment.ts'
import type { Challenge } from './challenge.ts'
import { docUrl, failPayment } from './fail-payment.ts'
import { finishSetupChallenge } from '../setup-intent/finish-setup-challenge.ts'
import type { SetupIntent } from '../setup-intent/setup-intent.ts'
import type { PaymentIntent } from './payment-intent.ts'

/** A challenge as the bank's page shows it, or `undefined` for a token that nobody was given. */
export function describeChallenge(context: Context, token: string): ThreeDSecureChallenge | undefined {
  const challenge = context.state.table('challenge').get(token)
  const intent = challenge && findIntent(context, challenge)
  if (!challenge || !intent) return undefined
  const { status, returnUrl } = challenge
  return {
    paymentIntentId: intent.id,
    // A setup takes no money: the bank shows nothing to pay.
    amount: intent.object === 'setup_intent' ? 0 : intent.amount,
    currency: intent.object === 'setup_intent' ? 'usd' : intent.currency,
    merchantName: 'Sandbox shop',
    ...(returnUrl !== undefined && { returnUrl }),
    status,
  }
}

/**
 * The shopper's answer to the bank. Only the first one counts, and only while the payment waits for this challenge:
 * after a cancel or another confirmation it changes nothing.
 */
export function finishChallenge(context: Context, token: string, outcome: ChallengeOutcome): ChallengeResult {
  const challenge = context.state.table('challenge').get(token)
  if (!challenge) throw new Error('There is no such 3-D Secure challenge.')
  const intent = findIntent(context, challenge)
  if (!intent) throw new Error('The payment of this 3-D Secure challenge is gone.')
  if (challenge.status === 'pending') {
    context.state.table('challenge').put<Challenge>({ ...challenge, status: outcome })
    if (isWaitingFor(context, intent, token)) settle(context, intent, { challenge, outcome })
  }
  return describeResult(challenge, findIntent(context, challenge) ?? intent)
}

const findIntent = (context: Context, { paymentIntentId: id }: Challenge): PaymentIntent | SetupIntent | undefined =>
  context.state.table('payment_intent').get(id) ?? context.state.table('setup_intent').get(id)

/** The challenge that the payment now waits for. */
export function currentChallenge(context: Context, intentId: string): Challenge | undefined {
  return context.state.table('challenge').where('paymentIntentId', intentId).at(-1)
}

const isWaitingFor = (context: Context, intent: PaymentIntent | SetupIntent, token: string): boolean =>
  intent.status === 'requires_action' && currentChallenge(context, intent.id)?.id === token

interface Answer {
  challenge: Challenge
  outcome: ChallengeOutcome
}

function settle(context: Context, intent: PaymentIntent | SetupIntent, { challenge, outcome }: Answer): void {
  const method = context.get('payment_method', challenge.methodId)
  if (intent.object === 'setup_intent') return finishSetupChallenge(context, intent, { method, outcome })
  if (outcome === 'failed') {
    const error: StripeErrorBody = {
      type: 'invalid_request_error',
      code: 'payment_intent_authentication_failure',
      doc_url: docUrl('payment_intent_authentication_failure'),
      message:
        'We are unable to authenticate your payment method. Please choose a different payment method and try again.',
      payment_method: method,
    }
    failPayment(context, intent, { error, latestCharge: null })
    return
  }
  try {
    attemptPayment(context, intent, { method, isAuthenticated: true })
  } catch (error) {
    // The bank may decline after the challenge: the payment says so, the shopper's page has nothing to answer.
    if (!(error instanceof StripeError)) throw error
  }
}

function describeResult(challenge: Challenge, intent: PaymentIntent | SetupIntent): ChallengeResult {
  if (challenge.returnUrl === undefined) return { status: intent.status }
  const url = new URL(challenge.returnUrl)
  url.searchParams.set(intent.object, intent.id)
  url.searchParams.set(`${intent.object}_client_secret`, intent.client_secret)
  const isPaid = intent.status === 'succeeded' || intent.status === 'requires_capture'
  url.searchParams.set('redirect_status', isPaid ? 'succeeded' : 'failed')
  return { status: intent.status, returnUrl: url.href }
}
