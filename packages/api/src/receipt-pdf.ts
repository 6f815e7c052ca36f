import type { ReceiptPdf } from '@azora/contract/receipt'
import type { ReceiptDocument } from '@azora/payments-core/receipt/receipt-document'

/** The document for callers that speak JSON only. */
export const toReceiptPdf = ({ fileName, bytes }: ReceiptDocument): ReceiptPdf => ({
  fileName,
  contentType: 'application/pdf',
  base64: Buffer.from(bytes).toString('base64'),
})
