import type { ReceiptData } from '@azora/contract/receipt'
import { Document, Page, renderToStream, Text, View } from '@react-pdf/renderer'
import { receiptWords } from './receipt-texts.ts'

/** The PDF of a receipt, A4: the same bytes for the same data and locale, in any process and at any time. */
export async function renderReceiptPdf(
  data: ReceiptData,
  { locale = 'en' }: { locale?: string } = {},
): Promise<Uint8Array> {
  const words = receiptWords(data, locale)
  const issuedAt = new Date(data.issuedAt)
  const document = (
    <Document
      title={`${words.texts.receipt} ${data.number}`}
      author={words.merchant}
      language={words.texts.locale}
      creationDate={issuedAt}
      modificationDate={issuedAt}
    >
      <Page size="A4" style={{ padding: 48, fontSize: 10 }}>
        <Text>{words.merchant}</Text>
        <Text>{`${words.texts.number} ${data.number}`}</Text>
        <Text>{`${words.texts.paid} ${words.paid}`}</Text>
        {words.lines.map((line, index) => (
          <View key={index} style={{ flexDirection: 'row', gap: 12 }}>
            <Text style={{ flex: 1 }}>{line.name}</Text>
            <Text>{line.quantity}</Text>
            <Text>{line.unitPrice}</Text>
            <Text>{line.amount}</Text>
          </View>
        ))}
        <Text>{`${words.texts.total} ${words.total}`}</Text>
      </Page>
    </Document>
  )
  const chunks: Uint8Array[] = []
  for await (const chunk of await renderToStream(document)) {
    // A stream's type does not know that this one carries bytes only.
    chunks.push(chunk as Uint8Array)
  }
  return Buffer.concat(chunks)
}
