import type { RefundStatus } from '@azora/contract/refund-status'
import type { CallerContext } from '../context.ts'
import { Refusal } from '../refusal.ts'
import { selectDecision } from './decide-rows.ts'

/** Why the caller's approval or rejection of a refund was not taken. */
export async function whyNotDecidable(
  ctx: CallerContext,
  { refundId, requestId, decision }: { refundId: string; requestId: string; decision: 'approve' | 'reject' },
): Promise<Error> {
  const { merchantId, caller } = ctx
  const row = await ctx.db.first(selectDecision, { merchantId, subject: caller.subject, refundId })
  if (!row) return new Refusal({ code: 'refund_not_found', refundId })
  if (row.status !== 'requires_approval') {
    // A CHECK lets no other status into the column.
    return new Refusal({ code: 'refund_not_approvable', refundId, status: row.status as RefundStatus })
  }
  if (decision === 'reject' && !caller.roles.includes('admin') && !row.isAskedByCaller) {
    return new Refusal({ code: 'forbidden' })
  }
  if (decision === 'approve' && row.isOwn) return new Refusal({ code: 'approver_must_differ', refundId })
  if (decision === 'approve' && row.isDisputed) {
    return new Refusal({ code: 'payment_disputed', paymentId: row.paymentId })
  }
  return new Refusal({ code: 'request_in_progress', requestId })
}
