import type { PaymentContext } from '../context.ts'
import type { Attempt } from './attempt.ts'

/** The values of `settleParams` for what came of an attempt. */
export const settlingOf = (
  ctx: PaymentContext,
  attempt: Attempt,
  result: { value: unknown; failure: string | null },
) => ({
  merchantId: ctx.merchantId,
  attemptId: attempt.attemptId,
  leaseToken: attempt.leaseToken,
  state: result.value === null ? 'failed' : 'answered',
  failure: result.failure,
  auditId: ctx.newId(),
  now: ctx.clock.now(),
})
