import type { ReceiptDocument } from '@azora/payments-core/receipt/receipt-document'
import * as z from 'zod/mini'

/** A receipt's PDF for callers that speak JSON only; the same bytes are at `/api/receipts/:paymentId/pdf`. */
export const ReceiptPdf = z.object({
  fileName: z.string(),
  contentType: z.literal('application/pdf'),
  base64: z.string(),
})
export type ReceiptPdf = z.infer<typeof ReceiptPdf>

export const toReceiptPdf = ({ fileName, bytes }: ReceiptDocument): ReceiptPdf => ({
  fileName,
  contentType: 'application/pdf',
  base64: Buffer.from(bytes).toString('base64'),
})
