import { currencyStep, type Currency } from '@azora/contract/currency'
import type { PaymentStatus } from '@azora/contract/payment-status'
import type { CreateRefund } from '@azora/contract/refund'
import { boolean, int8, nullable, text, timestamptz, uuid } from '@azora/db/column'
import { defineStatement } from '@azora/db/statement'
import type { CallerContext } from '../context.ts'
import { Refusal } from '../refusal.ts'
import { hasOpenDispute } from './refund-sql.ts'
import { windowEndsAt } from './refund-terms-sql.ts'

/** Why a request for a refund was not taken. */
export async function whyNotRefundable(ctx: CallerContext, input: CreateRefund): Promise<Error> {
  const { requestId, paymentId, amountMinor } = input
  const payment = await ctx.db.first(selectTerms, { merchantId: ctx.merchantId, paymentId })
  if (!payment) return new Refusal({ code: 'payment_not_found', paymentId })
  const { isDisputed, endedAt, leftMinor } = payment
  // CHECKs and the contract let nothing else into these columns.
  const status = payment.status as PaymentStatus
  const currency = payment.currency as Currency
  if (status !== 'succeeded' || !endedAt) return new Refusal({ code: 'payment_not_refundable', paymentId, status })
  if (isDisputed) return new Refusal({ code: 'payment_disputed', paymentId })
  if (endedAt < ctx.clock.now()) {
    return new Refusal({ code: 'refund_window_over', paymentId, endedAt: endedAt.toISOString() })
  }
  if (amountMinor && amountMinor % currencyStep(currency) > 0) {
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

const selectTerms = defineStatement({
  name: 'refund/select-terms',
  text: `
    select payment.status, payment.currency::text,
           payment.captured_minor - payment.refund_reserved_minor as "leftMinor", ${hasOpenDispute} as "isDisputed",
           ${windowEndsAt} as "endedAt"
    from payment join merchant on merchant.id = payment.merchant_id
    where payment.merchant_id = $merchantId and payment.id = $paymentId`,
  params: { merchantId: uuid, paymentId: uuid },
  columns: { status: text, currency: text, leftMinor: int8, isDisputed: boolean, endedAt: nullable(timestamptz) },
})
