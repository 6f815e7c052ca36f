import type { PaymentContext } from '../context.ts'
import { renderForReader, type ReceiptDocument } from './receipt-document.ts'
import { selectReceiptData } from './receipt-rows.ts'
import { readReceiptToken } from './receipt-token.ts'

/**
 * The PDF behind a link that `linkReceipt` made; undefined when the token is forged or past its time.
 *
 * @throws {Refusal} temporarily_unavailable
 */
export async function openReceiptLink(ctx: PaymentContext, token: string): Promise<ReceiptDocument | undefined> {
  const receiptId = readReceiptToken(ctx.linkSecret, token, ctx.clock.now())
  if (!receiptId) return undefined
  const row = await ctx.db.first(selectReceiptData, { merchantId: ctx.merchantId, receiptId })
  return row && renderForReader(ctx, row.data)
}
