/**
 * Where a payment stands, in Stripe's words for a PaymentIntent.
 * `processing` also covers the time between our promise to charge and Stripe's final word.
 * Refunds and disputes are dimensions of their own and never change the status.
 */
export const paymentStatuses = [
  'processing',
  'requires_payment_method',
  'requires_action',
  'requires_capture',
  'succeeded',
  'canceled',
] as const
export type PaymentStatus = (typeof paymentStatuses)[number]

const next: Record<PaymentStatus, readonly PaymentStatus[]> = {
  processing: ['requires_payment_method', 'requires_action', 'requires_capture', 'succeeded', 'canceled'],
  requires_payment_method: ['processing', 'requires_action', 'requires_capture', 'succeeded', 'canceled'],
  requires_action: ['processing', 'requires_payment_method', 'requires_capture', 'succeeded', 'canceled'],
  requires_capture: ['succeeded', 'canceled'],
  succeeded: [],
  canceled: [],
}

/** Whether a payment may go from one status to another; a status never moves to itself and a terminal one never moves. */
export const canMove = (from: PaymentStatus, to: PaymentStatus): boolean => next[from].includes(to)

/** Nothing moves a payment any more. */
export const isTerminal = (status: PaymentStatus): boolean => next[status].length === 0
