import { currencyStep } from '@azora/contract/currency'
import type { CreateRefund, Refund } from '@azora/contract/refund'
import type { CallerContext } from '../context.ts'
import { Refusal } from '../refusal.ts'
import { fingerprintOf } from '../request/fingerprint.ts'
import { runRequest } from '../request/run-request.ts'
import { askRefund } from './ask-rows.ts'
import { createRefundOperation } from './refund-operation.ts'
import { readTerms, type RefundTerms } from './refund-terms.ts'

/**
 * Gives part or all of a payment back; for staff and the merchant's own backend.
 *
 * The amount is reserved and the refund committed before Stripe is called, under a key made from its id: a crash or a lost
 * answer leaves it `pending`, and the same request or the sweeper finishes it once. Only when Stripe refuses is the refund
 * `failed` and its amount free again. Above the caller's limit it is `requires_approval`: reserved, and Stripe knows nothing
 * of it until `approveRefund`.
 *
 * @throws {Refusal} payment_not_found, payment_not_refundable, payment_disputed, refund_window_over, refund_exceeds_payment,
 *   input_invalid for an amount that its currency has no coin for, request_id_reused, request_in_progress
 * @see https://docs.stripe.com/api/refunds/create (read 2026-11-25)
 */
export async function createRefund(ctx: CallerContext, input: CreateRefund): Promise<Refund> {
  const { requestId, paymentId, amountMinor, reason, note } = input
  const terms = await readTerms(ctx, paymentId)
  const { answer } = await runRequest(ctx, {
    operation: createRefundOperation,
    requestId,
    fingerprint: fingerprintOf({ paymentId, amountMinor, reason, note }),
    begin: async (params) =>
      isInSteps(terms, amountMinor)
        ? ctx.db.first(askRefund, {
            ...params,
            endedAttemptId: ctx.newId(),
            paymentId,
            amountMinor: amountMinor ?? null,
            reason: reason ?? null,
            note: note ?? null,
            paidSince: terms.paidSince,
            limitMinor: terms.limitMinor,
          })
        : undefined,
    whyNot: async () => whyNotRefundable(input, await readTerms(ctx, paymentId)),
  })
  return answer
}

/** Some currencies have no smaller coin than ten or a hundred of their minor units. */
const isInSteps = ({ payment }: RefundTerms, amountMinor = 0): boolean =>
  payment === null || amountMinor % currencyStep(payment.currency) === 0

function whyNotRefundable({ requestId, paymentId, amountMinor }: CreateRefund, terms: RefundTerms): Error {
  const { payment, paidSince, windowMs } = terms
  if (!payment) return new Refusal({ code: 'payment_not_found', paymentId })
  const { status, isDisputed, paidAt, leftMinor, currency } = payment
  if (status !== 'succeeded' || !paidAt) return new Refusal({ code: 'payment_not_refundable', paymentId, status })
  if (isDisputed) return new Refusal({ code: 'payment_disputed', paymentId })
  if (paidAt < paidSince) {
    const endedAt = new Date(paidAt.getTime() + windowMs).toISOString()
    return new Refusal({ code: 'refund_window_over', paymentId, endedAt })
  }
  if (!isInSteps(terms, amountMinor)) {
    const message = `must be a multiple of ${currencyStep(currency)} in ${currency}`
    return new Refusal({ code: 'input_invalid', fields: [{ path: 'amountMinor', message }] })
  }
  const askedMinor = amountMinor ?? leftMinor
  if (leftMinor === 0 || askedMinor > leftMinor) {
    return new Refusal({ code: 'refund_exceeds_payment', askedMinor, leftMinor, currency })
  }
  // What stood in the way is gone again: another refund failed, or a dispute was won, while we looked.
  return new Refusal({ code: 'request_in_progress', requestId })
}
