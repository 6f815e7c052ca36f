import type { DecideRefund, Refund } from '@azora/contract/refund'
import type { Operation } from '../attempt/operation.ts'
import type { CallerContext } from '../context.ts'
import { fingerprintOf } from '../request/fingerprint.ts'
import { runRequest } from '../request/run-request.ts'
import { rejectRefundStatement } from './decide-rows.ts'
import { readRefund } from './read-refund.ts'
import { whyNotDecidable } from './why-not-decidable.ts'

/**
 * Rejects a refund that waits for approval: what it reserved is free again. Admins reject any, others take back what they
 * asked for themselves.
 *
 * @throws {Refusal} refund_not_found, forbidden, refund_not_approvable, request_id_reused, request_in_progress
 */
export async function rejectRefund(ctx: CallerContext, { requestId, refundId }: DecideRefund): Promise<Refund> {
  const { answer } = await runRequest(ctx, {
    operation: rejection,
    requestId,
    fingerprint: fingerprintOf({ refundId }),
    begin: (params) =>
      ctx.db.first(rejectRefundStatement, {
        ...params,
        endedAttemptId: params.attemptId,
        refundId,
        mayDecide: ctx.caller.roles.includes('admin'),
      }),
    whyNot: () => whyNotDecidable(ctx, { refundId, requestId, decision: 'reject' }),
  })
  return answer
}

/** Stripe has no part in it: the statement that takes the request has answered it. */
const rejection: Operation<never, never, Refund> = {
  name: 'refunds.reject',
  present: readRefund,
  finish: () => Promise.reject(new Error('a rejection leaves nothing to finish')),
}
