import { canRefundMove, isRefundSettled, refundStatuses } from '@azora/contract/refund-status'
import type { PaymentContext } from '../context.ts'
import type { RefundSnapshot } from '../stripe/refund-snapshot.ts'

/** The values of `reportParams` for what Stripe says of a refund. Where it did nothing, the refund has failed. */
export function reportOf(
  ctx: PaymentContext,
  said: Pick<RefundSnapshot, 'status' | 'failureReason'> & { id: string | null },
) {
  const { status } = said
  return {
    status,
    fromStatuses: refundStatuses.filter((from) => canRefundMove(from, status)),
    stripeRefundId: said.id,
    failureReason: said.failureReason,
    reportSettledAt: isRefundSettled(status) ? ctx.clock.now() : null,
  }
}
