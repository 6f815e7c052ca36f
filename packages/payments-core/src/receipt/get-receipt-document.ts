import type { GetReceipt } from '@azora/contract/receipt'
import type { CallerContext } from '../context.ts'
import { getReceipt } from './get-receipt.ts'
import { renderForReader, type ReceiptDocument } from './receipt-document.ts'

/**
 * The PDF of a receipt that the caller may see, in the version that is asked for or in the newest.
 *
 * @throws {Refusal} payment_not_found, receipt_not_found, temporarily_unavailable
 */
export async function getReceiptDocument(ctx: CallerContext, input: GetReceipt): Promise<ReceiptDocument> {
  const { data } = await getReceipt(ctx, input)
  return renderForReader(ctx, data)
}
