import type { RefusalReason } from '@azora/contract/refusal-reason'
import type { PaymentContext } from '../context.ts'
import type { Outcome } from '../stripe/outcome.ts'
import type { Attempt } from './attempt.ts'
import { markAttemptUnknown } from './attempt-rows.ts'

/** What a settled attempt says to whoever asked for it. One of the two is set. */
export interface StoredAnswer<Answer> {
  answer: Answer | null
  refusal: RefusalReason | null
}

/** How one kind of attempt runs. `Value` is what Stripe answers, `Answer` what our caller gets. */
export interface OperationSteps<Input, Value, Answer> {
  /** As the API calls it: `refunds.create`. */
  name: string
  /** Asks Stripe under a key derived from the attempt's id, with nothing but the attempt's input. */
  send(ctx: PaymentContext, attempt: Attempt<Input>): Promise<Outcome<Value>>
  /**
   * Looks at Stripe for what an earlier call did: by id, or by listing and comparing our id in metadata. Never by search.
   *
   * @returns undefined only when Stripe has answered and nothing was done
   * @throws {StripeUnavailable} when Stripe gives no answer
   */
  find(ctx: PaymentContext, attempt: Attempt<Input>): Promise<Value | undefined>
  /**
   * Commits what came of it in one statement: the attempt, fenced by its lease; what it is about; the stored answer; the
   * audit entry. Build it from `attempt-sql.ts`.
   *
   * Where Stripe's answer says what its event says too, as of a capture or a cancellation, another statement may go first
   * that moves the payment as the event would: not fenced, since it only moves forward and a repeat changes nothing. The
   * closing statement then reads what was moved, receipt number included, whoever moved it; within one statement it would
   * read the payment as it was before a rival's commit. A crash between the two repeats both.
   *
   * @param value null when Stripe refused, or never did it
   * @returns undefined when the lease was lost, so that nothing was written
   */
  settle(
    ctx: PaymentContext,
    attempt: Attempt<Input>,
    result: { value: Value | null; failure: string | null },
  ): Promise<StoredAnswer<Answer> | undefined>
  /** The answer as things stand: while the outcome is not known, and after the stored answer was forgotten. */
  present(ctx: PaymentContext, subjectId: string): Promise<Answer>
}

/** What a finished attempt leaves. */
export type FinishedAttempt<Value, Answer> =
  | { kind: 'settled'; stored: StoredAnswer<Answer>; value: Value | null }
  | { kind: 'unknown' }
  /** Another process took the lease meanwhile; it will write the answer. */
  | { kind: 'overtaken' }

export interface Operation<Input, Value, Answer> extends Pick<
  OperationSteps<Input, Value, Answer>,
  'name' | 'present'
> {
  /**
   * Brings a leased attempt to an end: asks Stripe under the attempt's own key and commits the answer. Repeating it after
   * a crash at any point is safe. Without an answer the attempt becomes `unknown` and waits for the next try.
   */
  finish(ctx: PaymentContext, attempt: Attempt<Input>): Promise<FinishedAttempt<Value, Answer>>
}

/** An operation whose types the sweeper does not need: an attempt's input was written by the operation of the same name. */
export type AnyOperation = Operation<never, unknown, unknown>

/** Stripe forgets idempotency keys after 24 hours; from here on only its objects tell what happened. */
const keyIsTrustedForMs = 20 * 3_600_000

/** A key under which Stripe has stored a failure answers that failure for as long as it lives: after so many tries we look too. */
const triesBeforeLooking = 5

/** The longest pause between two tries. What Stripe can answer is finished within a minute of its return. */
const longestPauseSeconds = 30

export function defineOperation<Input, Value, Answer>(
  steps: OperationSteps<Input, Value, Answer>,
): Operation<Input, Value, Answer> {
  return {
    name: steps.name,
    present: (ctx, subjectId) => steps.present(ctx, subjectId),
    async finish(ctx, attempt) {
      const outcome = await ctx.stripe.together(() => askStripe(ctx, steps, attempt))
      if (outcome.kind === 'unknown') {
        await markUnknown(ctx, attempt)
        return { kind: 'unknown' }
      }
      const value = outcome.kind === 'answered' ? outcome.value : null
      const failure = outcome.kind === 'refused' ? outcome.code : null
      const stored = await steps.settle(ctx, attempt, { value, failure })
      return stored ? { kind: 'settled', stored, value } : { kind: 'overtaken' }
    },
  }
}

async function askStripe<Input, Value, Answer>(
  ctx: PaymentContext,
  steps: OperationSteps<Input, Value, Answer>,
  attempt: Attempt<Input>,
): Promise<Outcome<Value>> {
  const isKeyTrusted = ctx.clock.now().getTime() - attempt.createdAt.getTime() < keyIsTrustedForMs
  const sent: Outcome<Value> = isKeyTrusted ? await steps.send(ctx, attempt) : { kind: 'unknown' }
  if (sent.kind !== 'unknown') return sent
  if (isKeyTrusted && attempt.tries < triesBeforeLooking) return sent
  try {
    const value = await steps.find(ctx, attempt)
    if (value !== undefined) return { kind: 'answered', value }
    // Nothing at Stripe, and no call under this key can do anything any more: this attempt did nothing.
    return isKeyTrusted && !sent.isKeySpent ? sent : { kind: 'refused', code: 'never_arrived' }
  } catch (error) {
    ctx.log.warn({ attemptId: attempt.attemptId, error: String(error) }, 'Stripe could not be asked about the attempt')
    return { kind: 'unknown' }
  }
}

async function markUnknown(ctx: PaymentContext, { attemptId, leaseToken, tries }: Attempt): Promise<void> {
  const pauseSeconds = Math.min(2 ** tries, longestPauseSeconds)
  await ctx.db.all(markAttemptUnknown, { merchantId: ctx.merchantId, attemptId, leaseToken, pauseSeconds })
}
