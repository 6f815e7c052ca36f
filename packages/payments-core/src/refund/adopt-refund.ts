import { isRefundReserved } from '@azora/contract/refund-status'
import type { PaymentContext } from '../context.ts'
import type { HandledEvent } from '../event/event-handler.ts'
import { RowMissing } from '../event/row-missing.ts'
import { AmountsDiffer } from '../payment/apply-intent.ts'
import { findPayment } from '../payment/find-payment.ts'
import { refundReceiptParams } from '../receipt/refund-receipt-sql.ts'
import { giveWay } from './give-way.ts'
import type { RefundNews } from './apply-refund.ts'
import { reportOf } from './refund-report.ts'
import { adoptRefund } from './report-rows.ts'

/**
 * Takes over a refund that was made at Stripe's side, whatever our own rules say: the money has gone back. A payment that
 * is not known by its PaymentIntent yet is no reason to wait: its `charge.refunded` names it, and brings the refund again.
 * Refunds of ours that nobody has approved yet give way to it.
 *
 * @throws {NoRoom} when our own refunds, or a payment that is not paid yet in our books, leave none: to be tried again
 */
export async function adoptFromStripe(
  ctx: PaymentContext,
  { refund, eventId, actor }: RefundNews,
): Promise<HandledEvent> {
  const payment = refund.intentId === null ? undefined : await findPayment(ctx, refund.intentId, {})
  if (!payment) {
    if (refund.merchantId === ctx.merchantId)
      throw new RowMissing(`refund ${refund.id} names us, and its payment is not there`)
    return { outcome: 'foreign', isClosed: false }
  }
  // What was held and never taken is released by a refund; no money comes back.
  if (payment.status === 'canceled') return { outcome: 'no_change', isClosed: false }
  if (payment.currency !== refund.currency) {
    throw new AmountsDiffer(`payment ${payment.id} and ${refund.id} differ in currency`)
  }
  const { status, amountMinor } = refund
  const { fromStatuses: _, ...report } = reportOf(ctx, refund)
  const heldMinor = isRefundReserved(status) ? amountMinor : 0
  const adoption = () => ({
    ...report,
    merchantId: ctx.merchantId,
    refundId: ctx.newId(),
    paymentId: payment.id,
    eventId,
    actor,
    auditId: ctx.newId(),
    now: ctx.clock.now(),
    stripeRefundId: refund.id,
    reason: refund.reason,
    amountMinor,
    heldMinor,
    refundedMinor: status === 'succeeded' ? amountMinor : 0,
    ...refundReceiptParams(ctx),
  })
  while (!(await ctx.db.first(adoptRefund, adoption()))?.adopted) {
    if (await giveWay(ctx, { paymentId: payment.id, stripeRefundId: refund.id, heldMinor })) continue
    throw new NoRoom(`payment ${payment.id} has no room yet for ${refund.id} from Stripe's side`)
  }
  return { outcome: 'applied', isClosed: true }
}

/** More is reserved or refunded in our books than leaves room for what Stripe's side gave back. */
export class NoRoom extends Error {
  override readonly name = 'NoRoom'
}
