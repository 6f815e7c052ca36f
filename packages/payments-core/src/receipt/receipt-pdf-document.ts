import type { ReceiptData } from '@azora/contract/receipt'
import { Document, Page, Text, View } from '@react-pdf/renderer'
import { createElement as h } from 'react'
import { drawable, undrawnSign } from './fonts/drawable.ts'
import { fact, isTall, label, lineHead, lineRow, sumRows, words as said } from './receipt-pdf-parts.ts'
import { styles } from './receipt-pdf-styles.ts'
import { receiptWords, type ReceiptWords } from './receipt-words.ts'

/**
 * A receipt on A4 pages: who and when above, the lines in a table whose head is on every page, the sums below. A refund's
 * receipt has no lines, only sums.
 */
export function receiptPdfDocument(data: ReceiptData, locale: string) {
  const words = receiptWords(data, locale)
  const { texts, merchant, note } = words
  return h(
    Document,
    {
      title: `${words.title} ${words.number} · ${merchant}`,
      author: merchant,
      subject: words.mail.preheader(words.amount, merchant),
      creator: merchant,
      producer: 'Azora',
      language: texts.locale,
      creationDate: new Date(data.issuedAt),
    },
    h(
      Page,
      { size: 'A4', style: styles.page },
      headOf(words),
      factsOf(words),
      ...tableOf(words),
      note && said(styles.note, note),
      hasUndrawn(words) && label(styles.undrawn, texts.undrawn(undrawnSign)),
      h(
        View,
        { fixed: true, style: styles.foot },
        h(
          View,
          { style: styles.footTexts },
          said(styles.footText, `${texts.questions} ${words.supportEmail}`),
          label(styles.footText, `${texts.payment} ${data.paymentId}`),
        ),
        h(Text, {
          style: styles.footPage,
          render: ({ pageNumber, totalPages }) => texts.page(pageNumber, totalPages ?? pageNumber),
        }),
      ),
    ),
  )
}

const headOf = ({ title, isVoid, texts, version, merchant, address }: ReceiptWords) =>
  h(
    View,
    { style: styles.head },
    h(
      View,
      { style: styles.titles },
      label(styles.title, title),
      isVoid && label(styles.void, texts.void),
      version && label(styles.version, version),
    ),
    h(
      View,
      { style: styles.merchant },
      said(styles.merchantName, merchant),
      ...address.map((line) => said(styles.merchantLine, line)),
    ),
  )

const factsOf = ({ customer, about, texts, method, when, ...words }: ReceiptWords) =>
  h(
    View,
    { style: styles.facts },
    (customer.length > 0 || about.length > 0) &&
      h(
        View,
        { style: styles.wideFacts },
        customer.length > 0 && fact(texts.billedTo, customer),
        ...about.map(([name, value]) => fact(name, [value])),
      ),
    h(View, { style: styles.factColumn }, fact(words.numberLabel, [words.number]), fact(texts.issued, [words.issued])),
    h(View, { style: styles.factColumn }, fact(when[0], [when[1]]), method && fact(method[0], [method[1]])),
  )

/** The last line keeps the sums with it or, where many refunds make them many, the first of them; the last two stay together. */
function tableOf({ lines, sums, texts }: ReceiptWords) {
  const lastLine = lines.at(-1)
  const isShort = sums.length <= 4
  const besideLine = isShort ? sums : sums.slice(0, 1)
  const [others, last] = isShort ? [[], []] : [sums.slice(1, -2), sums.slice(-2)]
  return [
    h(
      View,
      {},
      lines.length > 0 && lineHead(texts),
      ...lines.slice(0, -1).map(lineRow),
      h(View, { wrap: lastLine !== undefined && isTall(lastLine) }, lastLine && lineRow(lastLine), sumRows(besideLine)),
    ),
    ...others.map((sum) => sumRows([sum])),
    sumRows(last),
  ]
}

function hasUndrawn({ merchant, address, customer, about, lines }: ReceiptWords): boolean {
  const names = [merchant, ...address, ...customer, ...about.flat(), ...lines.map(({ name }) => name)]
  return names.some((name) => drawable(name).includes(undrawnSign))
}
