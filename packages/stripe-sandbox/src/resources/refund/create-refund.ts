import { missingParameter } from '../../contract/compile-params.ts'
import { invalidRequest } from '../../http/stripe-error.ts'
import type { Charge } from '../charge/charge.ts'
import type { Context } from '../context.ts'
import type { PaymentIntent } from '../payment-intent/payment-intent.ts'
import type { MetadataParams } from '../shared/metadata.ts'
import type { Refund, RefundReason } from './refund.ts'
import { refundCharge } from './refund-charge.ts'

export interface CreateRefund {
  amount?: number
  charge?: string
  metadata?: MetadataParams
  payment_intent?: string
  reason?: RefundReason
}

/**
 * Gives money of a charge back.
 *
 * @throws {StripeError} charge_already_refunded, charge_disputed, or when more than is left
 */
export function createRefund(context: Context, params: CreateRefund): Refund {
  const charge = findCharge(context, params)
  const left = Math.max(0, charge.amount - charge.amount_refunded)
  const amount = params.amount ?? (left > 0 ? left : charge.amount)
  if (amount < 1) {
    const message = 'Invalid positive integer'
    throw invalidRequest({ message, param: 'amount', code: 'parameter_invalid_integer' })
  }
  if (context.state.switches.refundChecks) checkRefundable(context, charge, amount)
  if (!charge.captured && amount < charge.amount) {
    const message =
      'You cannot partially refund an uncaptured charge. Instead, capture the charge for an amount less than the original amount.'
    throw invalidRequest({ message, param: 'amount' })
  }
  const refund = refundCharge(context, charge, { amount, reason: params.reason ?? null, metadata: params.metadata })
  if (!charge.captured) endPayment(context, charge)
  return refund
}

/** What was held is released: there is nothing left to capture. */
function endPayment(context: Context, charge: Charge): void {
  const intent = context.get('payment_intent', charge.payment_intent)
  const canceled = context.state.table('payment_intent').put<PaymentIntent>({
    ...intent,
    amount_capturable: 0,
    canceled_at: context.now,
    status: 'canceled',
  })
  context.emit({ type: 'payment_intent.canceled', object: canceled })
}

function checkRefundable(context: Context, charge: Charge, amount: number): void {
  const left = charge.amount - charge.amount_refunded
  const disputes = context.state.table('dispute').where('charge', charge.id)
  if (disputes.some((dispute) => !dispute.is_charge_refundable)) {
    const message = `Charge ${charge.id} has been charged back; cannot issue a refund.`
    throw invalidRequest({ message, code: 'charge_disputed' })
  }
  if (left <= 0) {
    const message = `Charge ${charge.id} has already been refunded.`
    throw invalidRequest({ message, code: 'charge_already_refunded' })
  }
  if (amount <= left) return
  const message = `Refund amount (${amount}) is greater than ${charge.amount_refunded === 0 ? '' : 'unrefunded amount on '}charge (${left})`
  throw invalidRequest({ message, param: 'amount' })
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
