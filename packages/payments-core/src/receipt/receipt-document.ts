import { createHash } from 'node:crypto'
import type { ReceiptData } from '@azora/contract/receipt'
import type { PaymentContext } from '../context.ts'
import { Refusal } from '../refusal.ts'
import { DrawingFailed } from './receipt-drawing.ts'

/** A receipt's PDF: the same bytes for the same data, whoever renders it and whenever. */
export interface ReceiptDocument {
  fileName: string
  /** A strong validator, quoted as HTTP wants it. */
  etag: string
  bytes: Uint8Array
}

const contentType = 'application/pdf'

/** @throws {DrawingFailed} */
export async function renderReceiptDocument(
  { drawing }: Pick<PaymentContext, 'drawing'>,
  data: ReceiptData,
): Promise<ReceiptDocument> {
  const bytes = await drawing.draw(data)
  const etag = `"${createHash('sha256').update(bytes).digest('base64url')}"`
  return { fileName: receiptFileName(data), etag, bytes }
}

/**
 * The same for somebody who waits for it.
 *
 * @throws {Refusal} temporarily_unavailable
 */
export async function renderForReader(ctx: PaymentContext, data: ReceiptData): Promise<ReceiptDocument> {
  try {
    return await renderReceiptDocument(ctx, data)
  } catch (error) {
    if (!(error instanceof DrawingFailed)) throw error
    ctx.log.error({ paymentId: data.paymentId, error: error.message }, 'a receipt could not be drawn')
    throw new Refusal({ code: 'temporarily_unavailable', retryAfterSeconds: 5 })
  }
}

/** Number and version have letters, digits and dashes only, so the name is safe in any header and file system. */
export const receiptFileName = ({ number, version, kind }: Pick<ReceiptData, 'number' | 'version' | 'kind'>): string =>
  `${kind === 'refund' ? 'refund-receipt' : 'receipt'}-${number}${version > 1 ? `-v${version}` : ''}.pdf`

/** The document as a mail carries it. */
export const asAttachment = ({ fileName, bytes }: ReceiptDocument) => ({ fileName, contentType, bytes })
