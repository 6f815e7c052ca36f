import { minorDigits } from '../../money/currency.ts'
import { bookTransaction } from '../balance-transaction/balance-transaction.ts'
import type { Context } from '../context.ts'
import type { Dispute } from './dispute.ts'

/** What Stripe takes for a dispute, whoever wins it; 15.00, or as much in a currency without cents. In minor units. */
const disputeFee = (currency: string): number => ({ 0: 1500, 2: 15_00, 3: 15_000 })[minorDigits(currency)] ?? 15_00

/** The disputed money and the fee leave the balance. */
export function withdrawFunds(context: Context, dispute: Dispute): Dispute {
  const fee = { amount: disputeFee(dispute.currency), description: 'Dispute fee' }
  const taken = bookTransaction(context, {
    type: 'adjustment',
    amount: -dispute.amount,
    currency: dispute.currency,
    source: dispute.id,
    description: `Chargeback withdrawal for ${dispute.charge}`,
    fee,
    reportingCategory: 'dispute',
    isAvailableAtOnce: true,
  })
  const withdrawn = { ...dispute, balance_transactions: [taken] }
  context.state.table('dispute').put<Dispute>(withdrawn)
  context.emit({ type: 'charge.dispute.funds_withdrawn', object: withdrawn })
  return withdrawn
}

/** The disputed money comes back; the fee does not. */
export function reinstateFunds(context: Context, dispute: Dispute): Dispute {
  const given = bookTransaction(context, {
    type: 'adjustment',
    amount: dispute.amount,
    currency: dispute.currency,
    source: dispute.id,
    description: `Chargeback reversal for ${dispute.charge}`,
    reportingCategory: 'dispute_reversal',
    isAvailableAtOnce: true,
  })
  const reinstated = { ...dispute, balance_transactions: [...dispute.balance_transactions, given] }
  context.state.table('dispute').put<Dispute>(reinstated)
  context.emit({ type: 'charge.dispute.funds_reinstated', object: reinstated })
  return reinstated
}
