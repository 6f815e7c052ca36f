import type { GetReceiptsOfPayment, ReceiptsOfPayment } from '@azora/contract/receipt'
import type { CallerContext } from '../context.ts'
import { selectReceiptsOfPayment } from './receipt-rows.ts'
import { receiptScope } from './receipt-scope.ts'
import { whyNoReceipt } from './why-no-receipt.ts'

/**
 * Every version of every document of one of the caller's own payments, or of any for staff, and what became of its mails.
 *
 * @throws {Refusal} payment_not_found, also for somebody else's; receipt_not_found while the payment is not paid
 */
export async function listReceiptsOfPayment(
  ctx: CallerContext,
  { paymentId }: GetReceiptsOfPayment,
): Promise<ReceiptsOfPayment> {
  const row = await ctx.db.first(selectReceiptsOfPayment, { ...receiptScope(ctx), paymentId })
  if (!row || row.versions.length === 0) throw await whyNoReceipt(ctx, paymentId)
  return row
}
