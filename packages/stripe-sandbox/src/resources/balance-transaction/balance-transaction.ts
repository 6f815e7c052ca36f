import { stripeFee } from '../../money/stripe-fee.ts'
import { createId } from '../../state/create-id.ts'
import type { Context } from '../context.ts'

export interface BalanceTransaction {
  id: string
  object: 'balance_transaction'
  /** Minor units; negative when money leaves. */
  amount: number
  available_on: number
  balance_type: 'payments'
  created: number
  currency: string
  description: string | null
  exchange_rate: null
  fee: number
  fee_details: { amount: number; application: null; currency: string; description: string; type: string }[]
  net: number
  reporting_category: string
  source: string | null
  status: 'available' | 'pending'
  type: BookingType
}

export type BookingType =
  | 'adjustment'
  | 'charge'
  | 'payment'
  | 'payment_failure_refund'
  | 'payment_refund'
  | 'payout'
  | 'payout_cancel'
  | 'payout_failure'
  | 'refund'
  | 'refund_failure'

export interface Booking {
  type: BookingType
  /** Minor units, negative when money leaves. Refunds give no fee back. */
  amount: number
  currency: string
  source: string
  description: string | null
  /** Minor units; Stripe's fee for charges and none for the rest when absent. */
  fee?: { amount: number; description: string }
  /** The type when absent. */
  reportingCategory?: string
  isAvailableAtOnce?: boolean
}

const settlingSeconds = 2 * 24 * 3600

/** Books money. `status` is as of now; reading it later goes through `presentBalanceTransaction`. */
export function bookTransaction(context: Context, booking: Booking): BalanceTransaction {
  const { amount, currency, type } = booking
  const { amount: fee, description: feeText } = booking.fee ?? usualFee(booking)
  const available = booking.isAvailableAtOnce ? context.now : context.now + settlingSeconds
  return context.state.table('balance_transaction').put<BalanceTransaction>({
    id: createId('txn'),
    object: 'balance_transaction',
    amount,
    available_on: available,
    balance_type: 'payments',
    created: context.now,
    currency,
    description: booking.description,
    exchange_rate: null,
    fee,
    fee_details:
      fee === 0 ? [] : [{ amount: fee, application: null, currency, description: feeText, type: 'stripe_fee' }],
    net: amount - fee,
    reporting_category: booking.reportingCategory ?? type,
    source: booking.source,
    status: available <= context.now ? 'available' : 'pending',
    type,
  })
}

const usualFee = ({ type, amount, currency }: Booking): NonNullable<Booking['fee']> => ({
  amount: type === 'charge' || type === 'payment' ? stripeFee(amount, currency) : 0,
  description: 'Stripe processing fees',
})

/** Money becomes available as the clock passes `available_on`. */
export const presentBalanceTransaction = (transaction: BalanceTransaction, now: number): BalanceTransaction =>
  transaction.status === 'pending' && transaction.available_on <= now
    ? { ...transaction, status: 'available' }
    : transaction
