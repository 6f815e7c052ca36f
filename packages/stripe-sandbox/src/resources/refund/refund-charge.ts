import type { CardBehaviour } from '../../cards/card-behaviour.ts'
import { findCardByName } from '../../cards/test-cards.ts'
import { createId } from '../../state/create-id.ts'
import { bookTransaction } from '../balance-transaction/balance-transaction.ts'
import type { Charge } from '../charge/charge.ts'
import type { Context } from '../context.ts'
import { mergeMetadata, type MetadataParams } from '../shared/metadata.ts'
import { endWhatRefundAnswers } from './end-what-refund-answers.ts'
import type { Refund, RefundReason } from './refund.ts'

export interface RefundOfCharge {
  /** Minor units. */
  amount: number
  reason: RefundReason | null
  metadata?: MetadataParams | undefined
}

/** How long a card's refund that does not settle at once takes, and one that fails takes to come back. */
const settlingSeconds = 600
/** A bank account's refund always takes days. */
const bankSeconds = 3 * 24 * 3600

/**
 * The refund, its booking and its events. An authorization that was never captured moves no money. The money leaves
 * the balance at once, also for a refund that is pending; if it fails later, it comes back.
 */
export function refundCharge(context: Context, charge: Charge, about: RefundOfCharge): Refund {
  const { amount, reason } = about
  const id = createId('re')
  const { type } = charge.payment_method_details
  const isCard = type === 'card'
  const behaviour = charge.captured ? behaviourOf(context, charge) : undefined
  const refund = context.state.table('refund').put<Refund>({
    id,
    object: 'refund',
    amount,
    balance_transaction: charge.captured ? bookRefund(context, charge, { id, amount }) : null,
    charge: charge.id,
    created: context.now,
    currency: charge.currency,
    customer: null,
    customer_account: null,
    destination_details: isCard ? { card: { type: charge.captured ? 'refund' : 'reversal' }, type } : { type },
    metadata: mergeMetadata({}, about.metadata),
    payment_intent: charge.payment_intent,
    payment_method: charge.payment_method,
    ...(behaviour === 'pending' && { pending_reason: 'processing' }),
    reason,
    receipt_number: null,
    source_transfer_reversal: null,
    status: behaviour === 'pending' ? 'pending' : 'succeeded',
    transfer_reversal: null,
  })
  const refunded = charge.amount_refunded + amount
  const changed = { ...charge, amount_refunded: refunded, refunded: refunded >= charge.amount }
  context.state.table('charge').put(changed)
  context.emit({ type: 'charge.refunded', object: changed, before: charge })
  context.emit({ type: 'refund.created', object: refund })
  endWhatRefundAnswers(context, changed, reason)

  const dueAt = context.now + (isCard ? settlingSeconds : bankSeconds)
  if (behaviour === 'pending') context.schedule({ kind: 'settle_refund', subject: id, dueAt })
  if (behaviour === 'fails') context.schedule({ kind: 'fail_refund', subject: id, dueAt })
  return refund
}

function behaviourOf(context: Context, charge: Charge): CardBehaviour['refund'] {
  const { type } = charge.payment_method_details
  if (type === 'us_bank_account' || type === 'sepa_debit') return 'pending'
  return findCardByName(context.state.table('card_secret').get(charge.payment_method)?.card ?? '')?.refund
}

function bookRefund(context: Context, charge: Charge, { id, amount }: { id: string; amount: number }): string {
  const booked = bookTransaction(context, {
    type: charge.payment_method_details.type === 'card' ? 'refund' : 'payment_refund',
    amount: -amount,
    currency: charge.currency,
    source: id,
    description: charge.description === null ? 'REFUND FOR CHARGE' : `REFUND FOR CHARGE (${charge.description})`,
  })
  return booked.id
}
