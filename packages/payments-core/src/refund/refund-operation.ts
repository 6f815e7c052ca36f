import type { Refund } from '@azora/contract/refund'
import { defineOperation } from '../attempt/operation.ts'
import { settlingOf } from '../attempt/settle-params.ts'
import { refundReceiptParams } from '../receipt/refund-receipt-sql.ts'
import type { RefundSnapshot } from '../stripe/refund-snapshot.ts'
import { readRefund } from './read-refund.ts'
import { reportOf } from './refund-report.ts'
import { settleRefund } from './settle-rows.ts'

/** What Stripe is sent for a refund, as the statement that began the attempt wrote it. */
export interface RefundInput {
  paymentId: string
  paymentIntentId: string
  amountMinor: number
  currency: string
  reason: string | null
}

/**
 * Gives money back at Stripe. The attempt carries the refund's own id, however it was begun, so one refund can never be made
 * under two keys. The reservation is let go only when Stripe refused, or has surely never heard of it.
 */
const refundOperation = (name: string) =>
  defineOperation<RefundInput, RefundSnapshot, Refund>({
    name,
    send: (ctx, { attemptId, input }) => ctx.stripe.refunds.create({ ...input, attemptId, merchantId: ctx.merchantId }),
    async find(ctx, { attemptId, input }) {
      const refunds = await ctx.stripe.refunds.listOfIntent(input.paymentIntentId)
      return refunds.find((refund) => refund.attemptId === attemptId)
    },
    async settle(ctx, attempt, result) {
      const said = result.value ?? { id: null, status: 'failed' as const, failureReason: result.failure }
      const row = await ctx.db.first(settleRefund, {
        ...settlingOf(ctx, attempt, result),
        ...reportOf(ctx, said),
        ...refundReceiptParams(ctx),
      })
      return row && { answer: row.answer, refusal: null }
    },
    present: readRefund,
  })

/** A refund that its asker may make alone. */
export const createRefundOperation = refundOperation('refunds.create')

/** A refund that a second person has approved. */
export const approveRefundOperation = refundOperation('refunds.approve')
