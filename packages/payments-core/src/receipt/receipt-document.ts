import { createHash } from 'node:crypto'
import type { ReceiptData } from '@azora/contract/receipt'
import { renderReceiptPdf } from './receipt-pdf.tsx'

/** A receipt's PDF: the same bytes for the same data, whoever renders it and whenever. */
export interface ReceiptDocument {
  fileName: string
  /** A strong validator, quoted as HTTP wants it. */
  etag: string
  bytes: Uint8Array
}

const contentType = 'application/pdf'

export async function renderReceiptDocument(data: ReceiptData): Promise<ReceiptDocument> {
  const bytes = await renderReceiptPdf(data)
  const etag = `"${createHash('sha256').update(bytes).digest('base64url')}"`
  return { fileName: receiptFileName(data), etag, bytes }
}

/** Number and version have letters, digits and dashes only, so the name is safe in any header and file system. */
export const receiptFileName = ({ number, version, kind }: Pick<ReceiptData, 'number' | 'version' | 'kind'>): string =>
  `${kind === 'refund' ? 'refund-receipt' : 'receipt'}-${number}${version > 1 ? `-v${version}` : ''}.pdf`

/** The document as a mail carries it. */
export const asAttachment = ({ fileName, bytes }: ReceiptDocument) => ({ fileName, contentType, bytes })
