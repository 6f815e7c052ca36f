import type { DecideRefund, Refund } from '@azora/contract/refund'
import type { CallerContext } from '../context.ts'
import { fingerprintOf } from '../request/fingerprint.ts'
import { runRequest } from '../request/run-request.ts'
import { approveRefundStatement } from './decide-rows.ts'
import { approveRefundOperation } from './refund-operation.ts'
import { whyNotDecidable } from './why-not-decidable.ts'

/**
 * Approves a refund that is above its asker's limit, and makes it. Whoever asked for it, or made the payment, cannot. What
 * was asked for within the window stays approvable after it.
 *
 * @throws {Refusal} refund_not_found, refund_not_approvable, approver_must_differ, payment_disputed, request_id_reused,
 *   request_in_progress
 */
export async function approveRefund(ctx: CallerContext, { requestId, refundId }: DecideRefund): Promise<Refund> {
  const { answer } = await runRequest(ctx, {
    operation: approveRefundOperation,
    requestId,
    fingerprint: fingerprintOf({ refundId }),
    attemptId: refundId,
    begin: (params) => ctx.db.first(approveRefundStatement, { ...params, refundId }),
    whyNot: () => whyNotDecidable(ctx, { refundId, requestId, decision: 'approve' }),
  })
  return answer
}
