import { invalidRequest } from '../../http/stripe-error.ts'
import { bookTransaction, type BookingType } from '../balance-transaction/balance-transaction.ts'
import type { Context } from '../context.ts'
import type { MetadataParams } from '../shared/metadata.ts'
import { storePayout } from './create-payout.ts'
import { isPayoutFailure, payoutFailures, usualDestination, type Payout, type PayoutFailure } from './payout.ts'

/** The payout leaves for the bank; it can no longer be cancelled. */
export function sendPayout(context: Context, id: string): void {
  const before = context.get('payout', id)
  if (before.status !== 'pending') return
  const payout = context.state.table('payout').put<Payout>({ ...before, status: 'in_transit' })
  context.emit({ type: 'payout.updated', object: payout, before })
}

/** The bank takes the payout, or says why it does not. */
export function landPayout(context: Context, id: string): void {
  const before = context.get('payout', id)
  if (before.status !== 'in_transit' && before.status !== 'pending') return
  const code = before.destination.slice(usualDestination.length + 1)
  if (isPayoutFailure(code)) {
    failPayout(context, id, code)
    return
  }
  const payout = context.state.table('payout').put<Payout>({
    ...before,
    reconciliation_status: before.automatic ? 'completed' : 'not_applicable',
    status: 'paid',
  })
  context.emit({ type: 'payout.paid', object: payout })
  if (payout.automatic) context.emit({ type: 'payout.reconciliation_completed', object: payout })
}

/** The money is back in the balance. A bank may send back a payout that counted as paid. Nothing happens to one that is over. */
export function failPayout(context: Context, id: string, code: PayoutFailure = 'could_not_process'): void {
  const before = context.get('payout', id)
  if (before.status === 'canceled' || before.status === 'failed' || before.reversed_by !== null) return
  const payout = bringBack(context, before, {
    type: 'payout_failure',
    changes: { failure_code: code, failure_message: payoutFailures[code], status: 'failed' },
  })
  context.emit({ type: 'payout.failed', object: payout })
}

/** @throws {StripeError} once it is on its way */
export function cancelPayout(context: Context, id: string): Payout {
  const before = context.get('payout', id)
  if (before.status !== 'pending' || before.automatic) {
    const why = before.automatic ? 'it was created automatically' : `it has a status of ${before.status}`
    throw invalidRequest({ message: `Payout ${id} cannot be canceled because ${why}.` })
  }
  const payout = bringBack(context, before, { type: 'payout_cancel', changes: { status: 'canceled' } })
  context.emit({ type: 'payout.canceled', object: payout })
  return payout
}

/** Takes a payout back from the bank by another one. @throws {StripeError} when it is not paid, or was taken back already */
export function reversePayout(context: Context, id: string, metadata: MetadataParams | undefined): Payout {
  const before = context.get('payout', id)
  if (before.status !== 'paid' || before.reversed_by !== null || before.original_payout !== null) {
    throw invalidRequest({ message: `Payout ${id} cannot be reversed.` })
  }
  const reversal = storePayout(context, {
    amount: -before.amount,
    currency: before.currency,
    destination: before.destination,
    originalPayout: id,
    metadata: metadata ?? {},
  })
  const reversed = context.state.table('payout').put<Payout>({ ...before, reversed_by: reversal.id })
  context.emit({ type: 'payout.updated', object: reversed, before })
  return reversal
}

interface Return {
  type: BookingType
  changes: Partial<Payout>
}

function bringBack(context: Context, before: Payout, { type, changes }: Return): Payout {
  const booked = bookTransaction(context, {
    type,
    amount: before.amount,
    currency: before.currency,
    source: before.id,
    description: before.description,
    reportingCategory: 'payout_reversal',
    isAvailableAtOnce: true,
  })
  return context.state.table('payout').put<Payout>({
    ...before,
    ...changes,
    failure_balance_transaction: booked.id,
  })
}
