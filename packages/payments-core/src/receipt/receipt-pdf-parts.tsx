import { Text, View, type TextProps } from '@react-pdf/renderer'
import { drawable } from './fonts/drawable.ts'
import { styles } from './receipt-pdf-styles.ts'
import type { ReceiptTexts } from './receipt-texts.ts'
import type { ReceiptWords, Sum } from './receipt-words.ts'

/** Text of somebody else: drawn as far as the fonts go, and broken anywhere rather than run out of its column. */
export const Words = ({ children, style }: { children: string; style: NonNullable<TextProps['style']> }) => (
  <Text hyphenationCallback={breakLongWord} style={style}>
    {drawable(children)}
  </Text>
)

/** A label with what it names below. */
export const Fact = ({ label, lines }: { label: string; lines: string[] }) => (
  <View>
    <Text style={styles.label}>{label}</Text>
    {lines.map((line, index) => (
      <Words key={index} style={index > 0 ? styles.softFact : styles.fact}>
        {line}
      </Words>
    ))}
  </View>
)

type Line = ReceiptWords['lines'][number]

/** Whether a line may be cut by the end of a page, since a name as long could fill one. */
export const isTall = ({ name }: Line): boolean => name.length > 400

/** The head of the table, on every page that it goes on to. */
export const LineHead = ({ texts }: { texts: ReceiptTexts }) => (
  <View fixed style={[styles.row, styles.headRow]}>
    <Text style={[styles.item, styles.headCell]}>{texts.item}</Text>
    <Text style={[styles.quantity, styles.headCell]}>{texts.quantity}</Text>
    <Text style={[styles.unitPrice, styles.headCell]}>{texts.unitPrice}</Text>
    <Text style={[styles.amount, styles.headCell]}>{texts.amount}</Text>
  </View>
)

/** One line of the table. */
export const LineRow = (line: Line) => (
  <View style={styles.row} wrap={isTall(line)}>
    <Words style={styles.item}>{line.name}</Words>
    <Text style={styles.quantity}>{line.quantity}</Text>
    <Text style={styles.unitPrice}>{line.unitPrice}</Text>
    <Text style={styles.amount}>{line.amount}</Text>
  </View>
)

/** Amounts below the table, never cut by the end of a page; a strong one is what the document comes to. */
export const Sums = ({ sums }: { sums: readonly Sum[] }) => (
  <View wrap={false}>
    {sums.map(({ label, amount, isStrong }, index) =>
      isStrong ? (
        <View key={index} style={styles.total}>
          <Text style={styles.totalLabel}>{label}</Text>
          <Text style={styles.totalAmount}>{amount}</Text>
        </View>
      ) : (
        <View key={index} style={styles.sum}>
          <Words style={styles.sumLabel}>{label}</Words>
          <Text style={styles.sumAmount}>{amount}</Text>
        </View>
      ),
    )}
  </View>
)

const longWord = 24

/** Between two parts the renderer draws a hyphen, except where an empty part stands between them. */
function breakLongWord(word: string | null): string[] {
  if (!word) return []
  if (word.length <= longWord) return [word]
  return Array.from(word).flatMap((character, index) => (index > 0 ? ['', character] : [character]))
}
