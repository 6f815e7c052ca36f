import { bankFailures, type BankFailure } from '../../banks/bank-failures.ts'
import { bookTransaction, type Booking } from '../balance-transaction/balance-transaction.ts'
import type { Charge } from '../charge/charge.ts'
import type { Context } from '../context.ts'
import { raiseDispute } from '../dispute/raise-dispute.ts'
import { findTestBankAccount } from '../payment-method/find-payment-method.ts'
import { docUrl, failPayment } from './fail-payment.ts'
import type { PaymentIntent } from './payment-intent.ts'

/** The bank's answer to a debit, days after it was sent. Nothing happens when the payment was canceled meanwhile. */
export function settleDebit(context: Context, chargeId: string): void {
  const charge = context.get('charge', chargeId)
  const intent = context.get('payment_intent', charge.payment_intent)
  if (charge.status !== 'pending' || intent.status !== 'processing') return
  const { outcome } = findTestBankAccount(context, charge.payment_method)
  if (outcome === 'succeeds' || outcome === 'disputed' || outcome === 'stays') succeed(context, intent, charge)
  else fail(context, intent, { charge, failure: bankFailures[outcome] })
  // The holder tells the bank that the debit was not theirs.
  if (outcome === 'disputed') raiseDispute(context, chargeId, { reason: 'fraudulent', isInquiry: false })
}

function succeed(context: Context, intent: PaymentIntent, charge: Charge): void {
  const { id } = bookTransaction(context, {
    type: 'payment',
    amount: charge.amount,
    currency: charge.currency,
    source: charge.id,
    description: charge.description,
    fee: feeOf(charge),
    isAvailableAtOnce: true,
  })
  const settled = context.state
    .table('charge')
    .put<Charge>({ ...charge, balance_transaction: id, paid: true, status: 'succeeded' })
  context.emit({ type: 'charge.succeeded', object: settled })
  const paid = context.state
    .table('payment_intent')
    .put<PaymentIntent>({ ...intent, amount_received: intent.amount, status: 'succeeded' })
  context.emit({ type: 'payment_intent.succeeded', object: paid })
}

/** 0.8 % and at most five dollars for ACH, 35 cents for SEPA. */
const feeOf = ({ amount, payment_method_details: { type } }: Charge): NonNullable<Booking['fee']> => ({
  amount: Math.min(amount, type === 'sepa_debit' ? 35 : Math.min(500, Math.round(amount * 0.008))),
  description: 'Stripe processing fees',
})

function fail(
  context: Context,
  intent: PaymentIntent,
  { charge, failure }: { charge: Charge; failure: BankFailure },
): void {
  const failed = context.state.table('charge').put<Charge>({
    ...charge,
    failure_code: failure.failureCode,
    failure_message: failure.message,
    status: 'failed',
  })
  context.emit({ type: 'charge.failed', object: failed })
  failPayment(context, intent, {
    error: {
      type: 'card_error',
      charge: charge.id,
      code: failure.code,
      doc_url: docUrl(failure.code),
      message: failure.message,
      payment_method: context.get('payment_method', charge.payment_method),
    },
    latestCharge: charge.id,
  })
}
