/**
 * Where a refund stands: Stripe's words, and two of ours. `requires_approval` waits for a second person and is not known to
 * Stripe; `rejected` is what that person makes of it.
 */
export const refundStatuses = [
  'requires_approval',
  'pending',
  'requires_action',
  'succeeded',
  'failed',
  'canceled',
  'rejected',
] as const
export type RefundStatus = (typeof refundStatuses)[number]

/** A bank may send the money back days after the refund succeeded: then, and only then, an end is not the end. */
const next: Record<RefundStatus, readonly RefundStatus[]> = {
  requires_approval: ['pending', 'rejected'],
  pending: ['requires_action', 'succeeded', 'failed', 'canceled'],
  requires_action: ['pending', 'succeeded', 'failed', 'canceled'],
  succeeded: ['failed'],
  failed: [],
  canceled: [],
  rejected: [],
}

/** Whether a refund may go from one status to another; a status never moves to itself. */
export const canRefundMove = (from: RefundStatus, to: RefundStatus): boolean => next[from].includes(to)

/** Nothing more is expected of the refund, whatever a bank may do later. */
export const isRefundSettled = (status: RefundStatus): boolean => status === 'succeeded' || next[status].length === 0

/** Whether the refund's amount counts against what is left of its payment. */
export const isRefundReserved = (status: RefundStatus): boolean => status === 'succeeded' || !isRefundSettled(status)
