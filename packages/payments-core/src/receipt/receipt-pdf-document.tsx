import type { ReceiptData } from '@azora/contract/receipt'
import { Document, Page, Text, View } from '@react-pdf/renderer'
import { drawable, undrawnSign } from './fonts/drawable.ts'
import { Fact, isTall, LineHead, LineRow, Sums, Words } from './receipt-pdf-parts.tsx'
import { styles } from './receipt-pdf-styles.ts'
import { receiptWords } from './receipt-words.ts'

/**
 * A receipt on A4 pages: who and when above, the lines in a table whose head is on every page, the sums below. A refund's
 * receipt has no lines, only sums.
 */
export function ReceiptPdfDocument({ data, locale }: { data: ReceiptData; locale: string }) {
  const words = receiptWords(data, locale)
  const { texts, lines, sums, merchant, customer, address, method, note } = words
  const names = [merchant, ...address, ...customer, ...words.about.flat(), ...lines.map(({ name }) => name)]
  const hasUndrawn = names.some((name) => drawable(name).includes(undrawnSign))
  const lastLine = lines.at(-1)
  // The last line keeps the sums with it or, where many refunds make them many, the first of them; the last two stay together.
  const isShort = sums.length <= 4
  const besideLine = isShort ? sums : sums.slice(0, 1)
  const [others, last] = isShort ? [[], []] : [sums.slice(1, -2), sums.slice(-2)]

  return (
    <Document
      title={`${words.title} ${words.number} · ${merchant}`}
      author={merchant}
      subject={words.mail.preheader(words.amount, merchant)}
      creator={merchant}
      producer="Azora"
      language={texts.locale}
      creationDate={new Date(data.issuedAt)}
    >
      <Page size="A4" style={styles.page}>
        <View style={styles.head}>
          <View style={styles.titles}>
            <Text style={styles.title}>{words.title}</Text>
            {words.isVoid && <Text style={styles.void}>{texts.void}</Text>}
            {words.version && <Text style={styles.version}>{words.version}</Text>}
          </View>
          <View style={styles.merchant}>
            <Words style={styles.merchantName}>{merchant}</Words>
            {address.map((line, index) => (
              <Words key={index} style={styles.merchantLine}>
                {line}
              </Words>
            ))}
          </View>
        </View>

        <View style={styles.facts}>
          {(customer.length > 0 || words.about.length > 0) && (
            <View style={styles.wideFacts}>
              {customer.length > 0 && <Fact label={texts.billedTo} lines={customer} />}
              {words.about.map(([label, value]) => (
                <Fact key={label} label={label} lines={[value]} />
              ))}
            </View>
          )}
          <View style={styles.factColumn}>
            <Fact label={words.numberLabel} lines={[words.number]} />
            <Fact label={texts.issued} lines={[words.issued]} />
          </View>
          <View style={styles.factColumn}>
            <Fact label={words.when[0]} lines={[words.when[1]]} />
            {method && <Fact label={method[0]} lines={[method[1]]} />}
          </View>
        </View>

        <View>
          {lines.length > 0 && <LineHead texts={texts} />}
          {lines.slice(0, -1).map((line, index) => (
            <LineRow key={index} {...line} />
          ))}
          <View wrap={lastLine !== undefined && isTall(lastLine)}>
            {lastLine && <LineRow {...lastLine} />}
            <Sums sums={besideLine} />
          </View>
        </View>
        {others.map((sum, index) => (
          <Sums key={index} sums={[sum]} />
        ))}
        <Sums sums={last} />
        {note && <Words style={styles.note}>{note}</Words>}
        {hasUndrawn && <Text style={styles.undrawn}>{texts.undrawn(undrawnSign)}</Text>}

        <View fixed style={styles.foot}>
          <View style={styles.footTexts}>
            <Words style={styles.footText}>{`${texts.questions} ${words.supportEmail}`}</Words>
            <Text style={styles.footText}>{`${texts.payment} ${data.paymentId}`}</Text>
          </View>
          <Text style={styles.footPage} render={({ pageNumber, totalPages }) => texts.page(pageNumber, totalPages)} />
        </View>
      </Page>
    </Document>
  )
}
