import type { ReceiptData } from '@azora/contract/receipt'
import { Document, Page, Text, View } from '@react-pdf/renderer'
import { drawable, undrawnSign } from './fonts/drawable.ts'
import { styles } from './receipt-pdf-styles.ts'
import { Fact, isTall, LineRow, Words } from './receipt-pdf-parts.tsx'
import { oneLine, receiptWords } from './receipt-texts.ts'

/** A receipt on A4 pages: who and when above, the lines in a table whose head is on every page, the total below. */
export function ReceiptPdfDocument({ data, locale }: { data: ReceiptData; locale: string }) {
  const { texts, lines, ...words } = receiptWords(data, locale)
  const number = oneLine(data.number)
  const customer = [data.customer.name, data.customer.email].flatMap((value) => (value ? [oneLine(value)] : []))
  const address = data.merchant.addressLines.map(oneLine)
  const names = [words.merchant, ...address, ...customer, ...lines.map(({ name }) => name)]
  const hasUndrawn = names.some((name) => drawable(name).includes(undrawnSign))
  const lastLine = lines.at(-1)
  const issuedAt = new Date(data.issuedAt)

  return (
    <Document
      title={`${texts.receipt} ${number} · ${words.merchant}`}
      author={words.merchant}
      subject={texts.preheader(words.total, words.merchant)}
      creator={words.merchant}
      producer="Azora"
      language={texts.locale}
      creationDate={issuedAt}
    >
      <Page size="A4" style={styles.page}>
        <View style={styles.head}>
          <Text style={styles.title}>{texts.receipt}</Text>
          <View style={styles.merchant}>
            <Words style={styles.merchantName}>{words.merchant}</Words>
            {address.map((line, index) => (
              <Words key={index} style={styles.merchantLine}>
                {line}
              </Words>
            ))}
          </View>
        </View>

        <View style={styles.facts}>
          {customer.length > 0 && (
            <View style={styles.wideFacts}>
              <Fact label={texts.billedTo} lines={customer} />
            </View>
          )}
          <View style={styles.factColumn}>
            <Fact label={texts.number} lines={[number]} />
            <Fact label={texts.issued} lines={[words.issued]} />
          </View>
          <View style={styles.factColumn}>
            <Fact label={texts.paid} lines={[words.paid]} />
            {words.method && <Fact label={texts.paidWith} lines={[words.method]} />}
          </View>
        </View>

        <View>
          <View fixed style={[styles.row, styles.headRow]}>
            <Text style={[styles.item, styles.headCell]}>{texts.item}</Text>
            <Text style={[styles.quantity, styles.headCell]}>{texts.quantity}</Text>
            <Text style={[styles.unitPrice, styles.headCell]}>{texts.unitPrice}</Text>
            <Text style={[styles.amount, styles.headCell]}>{texts.amount}</Text>
          </View>
          {lines.slice(0, -1).map((line, index) => (
            <LineRow key={index} {...line} />
          ))}
          <View wrap={lastLine !== undefined && isTall(lastLine)}>
            {lastLine && <LineRow {...lastLine} />}
            <View style={styles.total}>
              <Text style={styles.totalLabel}>{texts.total}</Text>
              <Text style={styles.totalAmount}>{words.total}</Text>
            </View>
          </View>
        </View>
        {hasUndrawn && <Text style={styles.undrawn}>{texts.undrawn(undrawnSign)}</Text>}

        <View fixed style={styles.foot}>
          <View style={styles.footTexts}>
            <Words style={styles.footText}>{`${texts.questions} ${oneLine(data.merchant.supportEmail)}`}</Words>
            <Text style={styles.footText}>{`${texts.payment} ${data.paymentId}`}</Text>
          </View>
          <Text style={styles.footPage} render={({ pageNumber, totalPages }) => texts.page(pageNumber, totalPages)} />
        </View>
      </Page>
    </Document>
  )
}
