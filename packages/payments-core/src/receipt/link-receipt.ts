import type { GetReceipt, ReceiptLink } from '@azora/contract/receipt'
import type { CallerContext } from '../context.ts'
import { getReceipt } from './get-receipt.ts'
import { receiptFileName } from './receipt-document.ts'
import { receiptLinkPath } from './receipt-token.ts'

const linkLifeMs = 5 * 60_000

/**
 * A link to the PDF for the caller's browser, which cannot send a token when it opens a tab. Good for five minutes, and for
 * the very version that was the newest, or asked for, when it was made.
 *
 * @throws {Refusal} payment_not_found, receipt_not_found
 */
export async function linkReceipt(ctx: CallerContext, input: GetReceipt): Promise<ReceiptLink> {
  const { id: receiptId, data } = await getReceipt(ctx, input)
  const expiresAt = new Date(ctx.clock.now().getTime() + linkLifeMs)
  const fileName = receiptFileName(data)
  const path = receiptLinkPath(ctx.linkSecret, { receiptId, expiresAt, fileName })
  return { path, fileName, expiresAt: expiresAt.toISOString() }
}
