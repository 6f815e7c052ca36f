import type { PaymentContext } from '../context.ts'
import { leaseSeconds } from './attempt.ts'
import { takeOverDueAttempt } from './attempt-rows.ts'
import { operations } from './operations.ts'

const batch = 20

/**
 * Finishes what a dead process or a lost answer left open, the longest waiting first, each with growing pauses. Stripe is
 * asked, nothing is guessed. Safe to run in several processes at once.
 *
 * @returns how many attempts were looked at
 */
export async function sweepAttempts(ctx: PaymentContext): Promise<number> {
  const { merchantId, log } = ctx
  for (let count = 0; count < batch; count += 1) {
    // One at a time: a lease that waits behind others would run out before its turn.
    const attempt = await ctx.db.first(takeOverDueAttempt, { merchantId, leaseSeconds })
    if (!attempt) return count
    const { attemptId, operation } = attempt
    try {
      const known = operations.get(operation)
      if (!known) throw new Error(`no operation is named ${operation}: the attempt is of another version of the code`)
      // The input was written by the operation of this name.
      await known.finish(ctx, attempt as never)
    } catch (error) {
      // One in trouble must not hold up the others; it comes round again when its lease is over.
      log.error({ attemptId, operation, error: String(error) }, 'the sweeper could not finish an attempt')
    }
  }
  return batch
}
