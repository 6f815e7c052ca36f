import type { GetReceipt, Receipt } from '@azora/contract/receipt'
import type { CallerContext } from '../context.ts'
import { receiptScope } from './receipt-scope.ts'
import { selectReceipt } from './receipt-rows.ts'
import { whyNoReceipt } from './why-no-receipt.ts'

/**
 * A receipt of one of the caller's own payments, or of any for staff: of the payment or of one of its refunds, in the newest
 * version or in the one that is asked for.
 *
 * @throws {Refusal} payment_not_found, also for somebody else's; receipt_not_found while the payment is not paid, and for a
 *   refund or a version that there is not
 */
export async function getReceipt(ctx: CallerContext, input: GetReceipt): Promise<Receipt> {
  const { paymentId, refundId = null, version = null } = input
  const receipt = await ctx.db.first(selectReceipt, { ...receiptScope(ctx), paymentId, refundId, version })
  if (!receipt) throw await whyNoReceipt(ctx, paymentId)
  return { ...receipt, mailedAt: receipt.mailedAt?.toISOString() ?? null }
}
