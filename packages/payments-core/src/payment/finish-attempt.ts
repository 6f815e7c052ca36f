import type { Payment } from '@azora/contract/payment'
import type { PaymentStatus } from '@azora/contract/payment-status'
import type { PaymentContext } from '../context.ts'
import type { ConfirmOutcome, IntentSnapshot } from '../stripe/stripe-gateway.ts'
import { auditAction } from './audit-action.ts'
import { methodParams } from './method-params.ts'
import { markAttemptUnknown, settleAttempt } from './payment-rows.ts'

/** A committed attempt that we hold the lease of. */
export interface LeasedAttempt {
  attemptId: string
  paymentId: string
  leaseToken: number
  tries: number
  createdAt: Date
  confirmationTokenId: string
  paymentIntentId: string | null
  amountMinor: number
  currency: string
  description: string
  metadata: Record<string, string>
}

/** Outlives the longest call: a request ends within 20 s, and one call that it gave up may run 10 s longer. */
export const leaseSeconds = 45

/** Stripe forgets idempotency keys after 24 hours; from here on only a list of its objects tells what happened. */
const keyIsTrustedForMs = 20 * 3_600_000

/** A key under which Stripe has stored a failure answers that failure for ever: after so many tries we look instead. */
const triesBeforeLooking = 5

/** What a finished attempt leaves: `payment` with the stored answer, and the secret that the page needs to act. */
export type FinishedAttempt =
  | { kind: 'settled'; payment: Payment; clientSecret: string | null }
  | { kind: 'unknown' }
  /** Another process took the lease meanwhile; it will write the answer. */
  | { kind: 'overtaken' }

/**
 * Brings a leased attempt to an end: asks Stripe under the attempt's own key and commits the answer. Repeating it after
 * a crash at any point is safe. Without an answer the attempt becomes `unknown` and waits for the next try.
 */
export async function finishAttempt(ctx: PaymentContext, attempt: LeasedAttempt): Promise<FinishedAttempt> {
  const outcome = await askStripe(ctx, attempt)
  if (outcome.kind === 'unknown') {
    const pauseSeconds = Math.min(2 ** attempt.tries, 300)
    const { merchantId } = ctx
    await ctx.db.all(markAttemptUnknown, {
      merchantId,
      attemptId: attempt.attemptId,
      leaseToken: attempt.leaseToken,
      pauseSeconds,
    })
    return { kind: 'unknown' }
  }
  const intent = outcome.kind === 'answered' ? outcome.intent : null
  const payment = await settle(ctx, attempt, intent)
  return payment ? { kind: 'settled', payment, clientSecret: intent?.clientSecret ?? null } : { kind: 'overtaken' }
}

async function askStripe(ctx: PaymentContext, attempt: LeasedAttempt): Promise<ConfirmOutcome> {
  const ageMs = ctx.clock.now().getTime() - attempt.createdAt.getTime()
  const isKeyTrusted = ageMs < keyIsTrustedForMs
  if (isKeyTrusted) {
    const outcome = await ctx.stripe.confirmAttempt({ merchantId: ctx.merchantId, ...attempt })
    if (outcome.kind !== 'unknown' || attempt.tries < triesBeforeLooking) return outcome
  }
  try {
    const intent = attempt.paymentIntentId
      ? await ctx.stripe.retrieveIntent(attempt.paymentIntentId)
      : await ctx.stripe.findIntentOfAttempt(attempt)
    if (intent) return { kind: 'answered', intent }
    // Nothing at Stripe, and too late for a call of ours to arrive still: this attempt took no money.
    return isKeyTrusted ? { kind: 'unknown' } : { kind: 'refused' }
  } catch (error) {
    ctx.log.warn({ attemptId: attempt.attemptId, error: String(error) }, 'Stripe could not be asked about the attempt')
    return { kind: 'unknown' }
  }
}

function settle(
  ctx: PaymentContext,
  attempt: LeasedAttempt,
  intent: IntentSnapshot | null,
): Promise<Payment | undefined> {
  const status = statusOfAnswer(intent)
  return ctx.db
    .first(settleAttempt, {
      merchantId: ctx.merchantId,
      attemptId: attempt.attemptId,
      leaseToken: attempt.leaseToken,
      state: intent ? 'answered' : 'failed',
      status,
      declineReason: status === 'requires_payment_method' ? (intent?.declineReason ?? 'try_again_later') : null,
      intentId: intent?.id ?? null,
      ...methodParams(intent?.method),
      auditId: ctx.newId(),
      action: auditAction[status],
      now: ctx.clock.now(),
    })
    .then((row) => row?.answer)
}

/** An answer may ask for more of the shopper. That money has moved is for the event, or for the sweeper, to say. */
function statusOfAnswer(intent: IntentSnapshot | null): PaymentStatus {
  if (!intent) return 'requires_payment_method'
  const isForTheShopper = intent.status === 'requires_payment_method' || intent.status === 'requires_action'
  return isForTheShopper ? intent.status : 'processing'
}
