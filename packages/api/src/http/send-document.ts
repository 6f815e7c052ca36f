import type { IncomingMessage, ServerResponse } from 'node:http'
import type { ReceiptDocument } from '@azora/payments-core/receipt/receipt-document'

/** A receipt's PDF, to be shown in the browser. It may be kept there but must be asked for again each time. */
export function sendDocument(req: IncomingMessage, res: ServerResponse, document: ReceiptDocument): void {
  const { fileName, etag, bytes } = document
  res.setHeader('cache-control', 'private, no-cache')
  res.setHeader('etag', etag)
  res.setHeader('x-content-type-options', 'nosniff')
  if (isKnown(req.headers['if-none-match'], etag)) {
    res.writeHead(304).end()
    return
  }
  res.writeHead(200, {
    'content-type': 'application/pdf',
    'content-length': bytes.byteLength,
    'content-disposition': contentDisposition(fileName),
    // A page's policy would keep the browser's own viewer from working.
    'content-security-policy': "frame-ancestors 'none'",
  })
  res.end(req.method === 'HEAD' ? undefined : bytes)
}

/** Weak comparison, as RFC 9110 section 13.1.2 asks for. */
const isKnown = (header: string | undefined, etag: string): boolean =>
  (header ?? '').split(',').some((known) => known.trim() === '*' || known.trim().replace(/^W\//, '') === etag)

/** RFC 6266: a plain name for all, and the exact one for those that read `filename*`. */
function contentDisposition(fileName: string): string {
  const plain = fileName.replaceAll(/[^\w.-]/g, '_')
  const exact = encodeURIComponent(fileName).replaceAll(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`)
  return `inline; filename="${plain}"; filename*=UTF-8''${exact}`
}
