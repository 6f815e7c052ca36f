import { isUniqueViolation } from '@azora/db/database'
import { leaseSeconds } from '../attempt/attempt.ts'
import type { PaymentContext } from '../context.ts'
import { cancelOperation } from './cancel-operation.ts'
import { beginAbandonedCancel } from './change-rows.ts'

/** About what Stripe does in the minute between two runs. */
const batch = 200
const reason = 'abandoned'

/**
 * Cancels payments that their shoppers have left: waiting for them, and not tried, for `settings.abandonedAfterHours`.
 * Safe to run in several processes at once; what one begins and does not finish is `sweepAttempts`' to finish.
 *
 * @returns how many payments were given up, or tried to
 */
export async function cancelAbandoned(ctx: PaymentContext): Promise<number> {
  for (let count = 0; count < batch; count += 1) {
    if (!(await cancelOne(ctx))) return count
  }
  return batch
}

async function cancelOne(ctx: PaymentContext): Promise<boolean> {
  const { merchantId, clock, settings } = ctx
  const now = clock.now()
  const before = new Date(now.getTime() - settings.abandonedAfterHours * 3_600_000)
  const attemptId = ctx.newId()
  const params = { merchantId, attemptId, auditId: ctx.newId(), leaseSeconds, before, reason, now }
  const begun = await ctx.db.first(beginAbandonedCancel, params).catch((error: unknown) => {
    // The shopper came back at this moment and has begun an attempt.
    if (!isUniqueViolation(error)) throw error
  })
  if (!begun) return false
  await cancelOperation.finish(ctx, {
    ...begun,
    attemptId,
    operation: cancelOperation.name,
    createdAt: now,
    leaseToken: 1,
    tries: 0,
  })
  return true
}
