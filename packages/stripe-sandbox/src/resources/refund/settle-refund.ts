import { invalidRequest } from '../../http/stripe-error.ts'
import { bookTransaction } from '../balance-transaction/balance-transaction.ts'
import type { Context } from '../context.ts'
import type { Refund, RefundFailure } from './refund.ts'

/** The bank took the money of a pending refund. */
export function settleRefund(context: Context, id: string): void {
  const before = context.get('refund', id)
  if (before.status !== 'pending') return
  const { pending_reason: _reason, ...rest } = before
  announce(context, before, context.state.table('refund').put<Refund>({ ...rest, status: 'succeeded' }))
}

/** The bank sends the money back, which may come days after the refund succeeded. Nothing happens if it is over already. */
export function failRefund(context: Context, id: string, reason: RefundFailure = 'expired_or_canceled_card'): void {
  const before = context.get('refund', id)
  if (before.status !== 'pending' && before.status !== 'succeeded') return
  const refund = bringBack(context, before, { status: 'failed', reason })
  announce(context, before, refund)
  context.emit({ type: 'refund.failed', object: refund })
}

/** @throws {StripeError} when the refund is settled */
export function cancelRefund(context: Context, id: string): Refund {
  const before = context.get('refund', id)
  if (before.status !== 'pending' && before.status !== 'requires_action') {
    throw invalidRequest({ message: `This refund cannot be canceled because it has a status of ${before.status}.` })
  }
  const refund = bringBack(context, before, { status: 'canceled', reason: 'merchant_request' })
  announce(context, before, refund)
  return refund
}

/** The money is back in the balance, and the charge counts as not refunded by as much. */
function bringBack(context: Context, before: Refund, end: { status: Refund['status']; reason: RefundFailure }): Refund {
  const { pending_reason: _reason, ...rest } = before
  const isBooked = before.balance_transaction !== null
  const refund = context.state.table('refund').put<Refund>({
    ...rest,
    ...(isBooked && { failure_balance_transaction: bookReturn(context, before) }),
    failure_reason: end.reason,
    status: end.status,
  })
  const charge = context.get('charge', before.charge)
  const refunded = charge.amount_refunded - before.amount
  context.state.table('charge').put({ ...charge, amount_refunded: refunded, refunded: refunded >= charge.amount })
  return refund
}

function bookReturn(context: Context, { id, amount, currency }: Refund): string {
  const description = `REFUND FAILURE (${id})`
  return bookTransaction(context, { type: 'refund_failure', amount, currency, source: id, description }).id
}

/** Stripe sends a change of a refund under both names. */
function announce(context: Context, before: Refund, refund: Refund): void {
  context.emit({ type: 'charge.refund.updated', object: refund, before })
  context.emit({ type: 'refund.updated', object: refund, before })
}
