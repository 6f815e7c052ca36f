import type { PaymentContext } from '../context.ts'
import type { RefundSnapshot } from '../stripe/refund-snapshot.ts'
import { findRefundOfReport } from './report-rows.ts'

const uuidShape = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/**
 * The refund that one at Stripe belongs to. Metadata is only believed where it names our merchant: other applications may
 * share the Stripe account.
 */
export const findRefund = (ctx: PaymentContext, { id, merchantId, attemptId }: RefundSnapshot) =>
  ctx.db.first(findRefundOfReport, {
    merchantId: ctx.merchantId,
    stripeRefundId: id,
    ownId: merchantId === ctx.merchantId && attemptId && uuidShape.test(attemptId) ? attemptId : null,
  })
