import { isUniqueViolation } from '@azora/db/database'
import { leaseSeconds, type Attempt } from '../attempt/attempt.ts'
import { takeOverAttemptOn } from '../attempt/attempt-rows.ts'
import type { CallerContext } from '../context.ts'
import { Refusal } from '../refusal.ts'
import { waitFor } from '../wait.ts'
import { customerOperation } from './customer-operation.ts'
import { beginCustomer } from './customer-rows.ts'

/** How long the caller waits for a rival who makes the same customer. */
const rivalWait = { everyMs: 50, limitMs: 2_000 }

/**
 * Sees to it that the caller has a customer at Stripe, made at most once for their subject, whoever asks at the same
 * moment and whatever crashes.
 *
 * @returns Stripe's id of it
 * @throws {Refusal} temporarily_unavailable when Stripe gives no answer; it may have been made, and will be found out
 */
export async function ensureStripeCustomer(ctx: CallerContext): Promise<string> {
  const made = await waitFor(rivalWait, () => makeOrFind(ctx))
  return made ?? comeBack()
}

async function makeOrFind(ctx: CallerContext): Promise<string | undefined> {
  const { merchantId, caller, newId, clock } = ctx
  const attemptId = newId()
  const now = clock.now()
  const { subject, email, name, locale = null } = caller
  const params = { merchantId, customerId: newId(), subject, email, name, locale, attemptId, leaseSeconds, now }
  const row = await ctx.db.first(beginCustomer, params).catch((error: unknown) => {
    // A rival began at this moment: its attempt is seen when we look again.
    if (!isUniqueViolation(error)) throw error
  })
  if (!row) return undefined
  if (row.stripeCustomerId) return row.stripeCustomerId
  const begun = { attemptId, subjectId: row.customerId, operation: customerOperation.name, input: {}, createdAt: now }
  const left = { merchantId, subjectId: row.customerId, leaseSeconds }
  const attempt = row.isBegun ? { ...begun, leaseToken: 1, tries: 0 } : await ctx.db.first(takeOverAttemptOn, left)
  // The input was written by this same operation.
  return attempt && finish(ctx, attempt as Attempt<object>)
}

async function finish(ctx: CallerContext, attempt: Attempt<object>): Promise<string | undefined> {
  const finished = await customerOperation.finish(ctx, attempt)
  if (finished.kind === 'overtaken') return undefined
  return finished.kind === 'settled' && finished.stored.answer ? finished.stored.answer : comeBack()
}

function comeBack(): never {
  throw new Refusal({ code: 'temporarily_unavailable', retryAfterSeconds: 2 })
}
