import type { GetReceipt, Receipt } from '@azora/contract/receipt'
import type { CallerContext } from '../context.ts'
import { getPayment } from '../payment/get-payment.ts'
import { Refusal } from '../refusal.ts'
import { selectReceiptOfPayment } from './receipt-rows.ts'

/**
 * The receipt of one of the caller's own payments.
 *
 * @throws {Refusal} payment_not_found, also for somebody else's; receipt_not_found while the payment is not paid
 */
export async function getReceipt(ctx: CallerContext, { paymentId }: GetReceipt): Promise<Receipt> {
  const { merchantId, caller } = ctx
  const receipt = await ctx.db.first(selectReceiptOfPayment, { merchantId, subject: caller.subject, paymentId })
  if (receipt) return { ...receipt, mailedAt: receipt.mailedAt?.toISOString() ?? null }
  await getPayment(ctx, { paymentId })
  throw new Refusal({ code: 'receipt_not_found', paymentId })
}
