import type { CaptureMethod } from '@azora/contract/payment'
import type Stripe from 'stripe'
import { snapshotOf, type IntentSnapshot } from './intent-snapshot.ts'
import { madeAround } from './made-around.ts'
import { microdepositParams, type Microdeposits } from './microdeposits.ts'
import type { Outcome } from './outcome.ts'
import type { StripeCalls } from './stripe-calls.ts'

/** All that a confirmation is made from; equal on each repeat, because Stripe takes a key with equal input only. */
export interface ConfirmIntent {
  attemptId: string
  merchantId: string
  paymentId: string
  /** Set when an earlier attempt of the payment already made a PaymentIntent. */
  paymentIntentId: string | null
  confirmationTokenId?: string
  /** A saved method and its owner at Stripe, in place of a token; off session, the bank cannot ask the owner anything. */
  paymentMethodId?: string
  customerId?: string
  isOffSession?: boolean
  /** The consent that was given for a bank account. */
  mandateId?: string | null
  /** What pays is kept for the customer, so that it can be charged while they are not there. */
  keepsMethod?: boolean
  /** Whether an intent that exists may not know its customer yet. */
  namesCustomer?: boolean
  amountMinor: number
  currency: string
  description: string
  metadata: Record<string, string>
  captureMethod?: CaptureMethod
  statementDescriptorSuffix?: string | null
}

/** What a change of an intent that exists is made from. */
interface ChangeIntent {
  attemptId: string
  paymentIntentId: string
}

/** What we do with PaymentIntents. Every POST carries a key derived from the attempt. */
export interface IntentCalls {
  /** Takes the money, or tries to. Repeating it with the same attempt never takes it twice. */
  confirm(input: ConfirmIntent): Promise<Outcome<IntentSnapshot>>
  /** Takes what is held, or less; the rest is let go. Stripe refuses when nothing, or less, is held. */
  capture(input: ChangeIntent & { amountMinor: number }): Promise<Outcome<IntentSnapshot>>
  /** Gives the payment up, and what is held for it. Stripe refuses when the money was taken. */
  cancel(
    input: ChangeIntent & { reason: Stripe.PaymentIntentCancelParams.CancellationReason | null },
  ): Promise<Outcome<IntentSnapshot>>
  /** Proves a bank account that the payment waits for. Stripe refuses a wrong answer. */
  verifyMicrodeposits(input: ChangeIntent & Microdeposits): Promise<Outcome<IntentSnapshot>>
  /** @throws {StripeUnavailable} when Stripe gives no answer */
  retrieve(paymentIntentId: string): Promise<IntentSnapshot>
  /**
   * Looks through the PaymentIntents made around the attempt for the one that carries its id. Listing, unlike search, is current.
   *
   * @returns undefined only when Stripe has answered and there is none
   * @throws {StripeUnavailable} when Stripe gives no answer
   */
  findOfAttempt(attempt: { attemptId: string; createdAt: Date }): Promise<IntentSnapshot | undefined>
}

const expand = ['latest_charge', 'payment_method']

export const createIntentCalls = (calls: StripeCalls): IntentCalls => ({
  confirm: (input) =>
    calls.act(
      async (stripe) => snapshotOf(await confirm(stripe, input)),
      // A decline is an answer with an intent in it.
      ({ payment_intent }) => payment_intent && snapshotOf(payment_intent),
    ),
  capture: ({ attemptId, paymentIntentId, amountMinor }) =>
    calls.act(async (stripe) =>
      snapshotOf(
        await stripe.paymentIntents.capture(
          paymentIntentId,
          { amount_to_capture: amountMinor, expand },
          { idempotencyKey: `attempt/${attemptId}/capture` },
        ),
      ),
    ),
  cancel: ({ attemptId, paymentIntentId, reason }) =>
    calls.act(async (stripe) =>
      snapshotOf(
        await stripe.paymentIntents.cancel(
          paymentIntentId,
          { ...(reason && { cancellation_reason: reason }), expand },
          { idempotencyKey: `attempt/${attemptId}/cancel` },
        ),
      ),
    ),
  verifyMicrodeposits: ({ attemptId, paymentIntentId, ...said }) =>
    calls.act(
      async (stripe) =>
        snapshotOf(
          await stripe.paymentIntents.verifyMicrodeposits(
            paymentIntentId,
            { ...microdepositParams(said), expand },
            { idempotencyKey: `attempt/${attemptId}/verify` },
          ),
        ),
      ({ payment_intent }) => payment_intent && snapshotOf(payment_intent),
    ),
  retrieve: (id) => calls.read(async (stripe) => snapshotOf(await stripe.paymentIntents.retrieve(id, { expand }))),
  findOfAttempt: ({ attemptId, createdAt }) =>
    calls.read(async (stripe) => {
      const created = madeAround(createdAt)
      const listed = stripe.paymentIntents.list({ created, limit: 100, expand: ['data.latest_charge'] })
      for await (const intent of listed) {
        if (intent.metadata['azora_attempt_id'] === attemptId) return snapshotOf(intent)
      }
      return undefined
    }),
})

async function confirm(stripe: Stripe, input: ConfirmIntent): Promise<Stripe.PaymentIntent> {
  const { paymentIntentId, attemptId, customerId } = input
  if (paymentIntentId) {
    if (input.namesCustomer && customerId) {
      await stripe.paymentIntents.update(
        paymentIntentId,
        { customer: customerId },
        { idempotencyKey: `attempt/${attemptId}/update` },
      )
    }
    return stripe.paymentIntents.confirm(
      paymentIntentId,
      { ...methodOf(input), expand },
      { idempotencyKey: `attempt/${attemptId}/confirm` },
    )
  }
  return stripe.paymentIntents.create(
    {
      amount: input.amountMinor,
      currency: input.currency,
      confirm: true,
      ...methodOf(input),
      ...(customerId && { customer: customerId }),
      automatic_payment_methods: { enabled: true, allow_redirects: 'never' },
      description: input.description,
      ...(input.captureMethod === 'manual' && { capture_method: 'manual' }),
      ...(input.statementDescriptorSuffix && { statement_descriptor_suffix: input.statementDescriptorSuffix }),
      metadata: {
        ...input.metadata,
        azora_merchant_id: input.merchantId,
        azora_payment_id: input.paymentId,
        azora_attempt_id: attemptId,
      },
      expand,
    },
    { idempotencyKey: `attempt/${attemptId}/create` },
  )
}

/** Stripe.js shows the bank's page where the owner is there; a token says so itself. */
function methodOf({ confirmationTokenId, paymentMethodId, ...input }: ConfirmIntent) {
  const kept = input.keepsMethod ? { setup_future_usage: 'off_session' as const } : {}
  if (!paymentMethodId) return confirmationTokenId ? { confirmation_token: confirmationTokenId, ...kept } : {}
  return {
    payment_method: paymentMethodId,
    ...(input.mandateId && { mandate: input.mandateId }),
    ...(input.isOffSession ? { off_session: true } : { use_stripe_sdk: true }),
  }
}
