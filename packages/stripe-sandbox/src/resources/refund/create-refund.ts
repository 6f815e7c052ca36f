import { missingParameter } from '../../contract/compile-params.ts'
import { invalidRequest } from '../../http/stripe-error.ts'
import { createId } from '../../state/create-id.ts'
import { bookTransaction } from '../balance-transaction/balance-transaction.ts'
import type { Charge } from '../charge/charge.ts'
import type { Context } from '../context.ts'
import { mergeMetadata, type MetadataParams } from '../shared/metadata.ts'
import type { Refund, RefundReason } from './refund.ts'

export interface CreateRefund {
  amount?: number
  charge?: string
  metadata?: MetadataParams
  payment_intent?: string
  reason?: RefundReason
}

/** Gives money of a captured charge back. @throws {StripeError} charge_already_refunded, or when more than is left */
export function createRefund(context: Context, params: CreateRefund): Refund {
  const charge = findCharge(context, params)
  const left = charge.amount - charge.amount_refunded
  if (charge.disputed) {
    throw invalidRequest({
      message: `Charge ${charge.id} has been charged back; cannot issue a refund.`,
      code: 'charge_disputed',
    })
  }
  if (left === 0) {
    const message = `Charge ${charge.id} has already been refunded.`
    throw invalidRequest({ message, code: 'charge_already_refunded' })
  }
  const amount = params.amount ?? left
  if (amount < 1) {
    const message = 'Invalid positive integer'
    throw invalidRequest({ message, param: 'amount', code: 'parameter_invalid_integer' })
  }
  if (amount > left) {
    const message = `Refund amount (${amount}) is greater than ${charge.amount_refunded === 0 ? '' : 'unrefunded amount on '}charge (${left})`
    throw invalidRequest({ message, param: 'amount' })
  }
  return refundCharge(context, charge, { amount, reason: params.reason ?? null, metadata: params.metadata })
}

export interface RefundOfCharge {
  /** Minor units. */
  amount: number
  reason: RefundReason | null
  metadata?: MetadataParams | undefined
}

/** The refund, its booking and its events. An authorization that was never captured moves no money. */
export function refundCharge(context: Context, charge: Charge, about: RefundOfCharge): Refund {
  const { amount, reason } = about
  const id = createId('re')
  const booked = charge.captured
    ? bookTransaction(context, {
        type: 'refund',
        amount: -amount,
        currency: charge.currency,
        source: id,
        description: charge.description === null ? 'REFUND FOR CHARGE' : `REFUND FOR CHARGE (${charge.description})`,
      })
    : undefined
  const refund = context.state.table('refund').put<Refund>({
    id,
    object: 'refund',
    amount,
    balance_transaction: booked?.id ?? null,
    charge: charge.id,
    created: context.now,
    currency: charge.currency,
    customer: null,
    customer_account: null,
    destination_details: { card: { type: charge.captured ? 'refund' : 'reversal' }, type: 'card' },
    metadata: mergeMetadata({}, about.metadata),
    payment_intent: charge.payment_intent,
    payment_method: charge.payment_method,
    reason,
    receipt_number: null,
    source_transfer_reversal: null,
    status: 'succeeded',
    transfer_reversal: null,
  })
  const refunded = charge.amount_refunded + amount
  const changed = { ...charge, amount_refunded: refunded, refunded: refunded === charge.amount }
  context.state.table('charge').put(changed)
  context.emit({ type: 'charge.refunded', object: changed, before: charge })
  context.emit({ type: 'refund.created', object: refund })
  return refund
}

function findCharge(context: Context, params: CreateRefund): Charge {
  const { charge: chargeId, payment_intent: intentId } = params
  if (chargeId === undefined && intentId === undefined) throw missingParameter('charge')
  const id = chargeId ?? context.get('payment_intent', intentId ?? '', 'payment_intent').latest_charge
  if (id === null || (intentId !== undefined && chargeId === undefined && !isPaid(context, id))) {
    const message = `This PaymentIntent (${intentId}) does not have a successful charge to refund.`
    throw invalidRequest({ message, param: 'payment_intent' })
  }
  const charge = context.get('charge', id, 'charge')
  if (charge.paid) return charge
  throw invalidRequest({
    message: `Charge ${charge.id} cannot be refunded because it failed.`,
    code: 'charge_not_refundable',
  })
}

const isPaid = (context: Context, chargeId: string): boolean => context.get('charge', chargeId).paid
