import { Text, View, type TextProps } from '@react-pdf/renderer'
import { createElement as h } from 'react'
import { drawable } from './fonts/drawable.ts'
import { styles } from './receipt-pdf-styles.ts'
import type { ReceiptTexts } from './receipt-texts.ts'
import type { ReceiptWords, Sum } from './receipt-words.ts'

// Elements without JSX, so that a worker thread runs these files as they are.

type Style = NonNullable<TextProps['style']>

/** Text of somebody else: drawn as far as the fonts go, and broken anywhere rather than run out of its column. */
export const words = (style: Style, text: string) =>
  h(Text, { hyphenationCallback: breakLongWord, style }, drawable(text))

/** Text of ours. */
export const label = (style: Style, text: string) => h(Text, { style }, text)

/** A label with what it names below. */
export const fact = (name: string, lines: string[]) =>
  h(
    View,
    {},
    label(styles.label, name),
    ...lines.map((line, index) => words(index > 0 ? styles.softFact : styles.fact, line)),
  )

type Line = ReceiptWords['lines'][number]

/** Whether a line may be cut by the end of a page, since a name as long could fill one. */
export const isTall = ({ name }: Line): boolean => name.length > 400

/** The head of the table, on every page that it goes on to. */
export const lineHead = (texts: ReceiptTexts) =>
  h(
    View,
    { fixed: true, style: [styles.row, styles.headRow] },
    h(Text, { style: [styles.item, styles.headCell] }, texts.item),
    h(Text, { style: [styles.quantity, styles.headCell] }, texts.quantity),
    h(Text, { style: [styles.unitPrice, styles.headCell] }, texts.unitPrice),
    h(Text, { style: [styles.amount, styles.headCell] }, texts.amount),
  )

/** One line of the table. */
export const lineRow = (line: Line) =>
  h(
    View,
    { style: styles.row, wrap: isTall(line) },
    words(styles.item, line.name),
    label(styles.quantity, line.quantity),
    label(styles.unitPrice, line.unitPrice),
    label(styles.amount, line.amount),
  )

/** Amounts below the table, never cut by the end of a page; a strong one is what the document comes to. */
export const sumRows = (sums: readonly Sum[]) => h(View, { wrap: false }, ...sums.map(sumRow))

const sumRow = ({ label: name, amount, isStrong }: Sum) =>
  isStrong
    ? h(View, { style: styles.total }, label(styles.totalLabel, name), label(styles.totalAmount, amount))
    : h(View, { style: styles.sum }, words(styles.sumLabel, name), label(styles.sumAmount, amount))

const longWord = 24

/** Between two parts the renderer draws a hyphen, except where an empty part stands between them. */
function breakLongWord(word: string | null): string[] {
  if (!word) return []
  if (word.length <= longWord) return [word]
  return Array.from(word).flatMap((character, index) => (index > 0 ? ['', character] : [character]))
}
