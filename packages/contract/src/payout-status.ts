/** Where a payout stands, in Stripe's words. */
export const payoutStatuses = ['pending', 'in_transit', 'paid', 'failed', 'canceled'] as const
export type PayoutStatus = (typeof payoutStatuses)[number]

/** A bank may send back what counted as paid. */
const next: Record<PayoutStatus, readonly PayoutStatus[]> = {
  pending: ['in_transit', 'paid', 'failed', 'canceled'],
  in_transit: ['paid', 'failed', 'canceled'],
  paid: ['failed'],
  failed: [],
  canceled: [],
}

/** Whether a payout may go from one status to another; a status never moves to itself. */
export const canPayoutMove = (from: PayoutStatus, to: PayoutStatus): boolean => next[from].includes(to)
