import type { ReceiptData } from '@azora/contract/receipt'
import { renderToStream } from '@react-pdf/renderer'
import { registerFonts } from './fonts/register-fonts.ts'
import { receiptPdfDocument } from './receipt-pdf-document.ts'

/**
 * The PDF of a receipt, A4: the same bytes for the same data, in any process, at any time and in any time zone. It
 * takes as much time and memory as it takes: whoever serves others draws in a worker (`openReceiptDrawing`).
 *
 * Names in scripts beyond Latin, Greek and Cyrillic are drawn as one box a character, with a sentence that says so.
 */
export async function renderReceiptPdf(
  data: ReceiptData,
  { locale = data.locale }: { locale?: string } = {},
): Promise<Uint8Array> {
  await registerFonts()
  const stream = await renderToStream(receiptPdfDocument(data, locale))
  const chunks: Uint8Array[] = []
  for await (const chunk of stream) {
    // A stream's type also allows strings; this one has no encoding set and so gives bytes.
    chunks.push(chunk as Uint8Array)
  }
  return Buffer.concat(chunks)
}
