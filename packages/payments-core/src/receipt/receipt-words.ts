import type { ReceiptData } from '@azora/contract/receipt'
import { methodName } from './method-name.ts'
import { oneLine } from './one-line.ts'
import { minusMoney, plainMoney } from './receipt-money.ts'
import { textsFor, type ReceiptTexts } from './receipt-texts.ts'

/** One of the amounts below the lines; the last one is what the document comes to. */
export interface Sum {
  label: string
  amount: string
  isStrong: boolean
}

/** Says a document in strings, all in one locale and in UTC: what PDF and mail then only lay out. */
export function receiptWords(data: ReceiptData, locale: string) {
  const say = sayIn(textsFor(locale), data)
  const { texts, money, day, date } = say
  const { refund, replaces, method } = data
  return {
    texts,
    merchant: oneLine(data.merchant.name),
    supportEmail: oneLine(data.merchant.supportEmail),
    address: data.merchant.addressLines.map(oneLine),
    customer: [data.customer.name, data.customer.email].flatMap((value) => (value ? [oneLine(value)] : [])),
    title: refund ? texts.refundReceipt : texts.receipt,
    isVoid: isSentBack(refund),
    mail: texts.mail[mailOf(refund)],
    number: oneLine(data.number),
    numberLabel: refund ? texts.refundNumber : texts.number,
    version: replaces && texts.version(data.version, replaces.version, day(replaces.issuedAt)),
    issued: date(data.issuedAt),
    when: [refund ? texts.refunded : texts.paid, date(refund ? refund.refundedAt : data.paidAt)] as const,
    method: method && ([refund ? texts.refundedTo : texts.paidWith, methodName(method)] as const),
    about: refund ? [[texts.forReceipt, oneLine(refund.receiptNumber)] as const, ...reasonOf(texts, refund)] : [],
    lines: data.lineItems.map((line) => ({
      name: oneLine(line.name),
      quantity: String(line.quantity),
      unitPrice: money(line.unitAmountMinor),
      amount: money(line.amountMinor),
    })),
    sums: refund ? refundSums(say, refund) : paymentSums(say, data),
    note: noteOf(say, data),
    day,
    amount: money(data.total.amountMinor),
  }
}

export type ReceiptWords = ReturnType<typeof receiptWords>
type Refund = NonNullable<ReceiptData['refund']>

function sayIn(texts: ReceiptTexts, { total }: ReceiptData) {
  const { currency } = total
  const format = new Intl.DateTimeFormat(texts.locale, { dateStyle: 'long', timeZone: 'UTC' })
  const day = (iso: string) => format.format(new Date(iso))
  return {
    texts,
    total: total.amountMinor,
    money: (amountMinor: number) => plainMoney({ amountMinor, currency }, texts.locale),
    minus: (amountMinor: number) => minusMoney({ amountMinor, currency }, texts.locale),
    day,
    date: (iso: string) => `${day(iso)} (UTC)`,
  }
}
type Say = ReturnType<typeof sayIn>

const isSentBack = (refund: Refund | null) => refund?.status === 'failed'

function mailOf(refund: Refund | null): keyof ReceiptTexts['mail'] {
  if (!refund) return 'receipt'
  return isSentBack(refund) ? 'refundFailed' : 'refund'
}

/** Stripe's words are translated, or kept back; the merchant's own are shown as they are. */
function reasonOf({ reason: label, reasons }: ReceiptTexts, { reason }: Refund): (readonly [string, string])[] {
  const said = reason === null ? '' : Object.hasOwn(reasons, reason) ? reasons[reason] : oneLine(reason)
  return said ? [[label, said]] : []
}

/** What was paid, what of it went back, and what is left; a refund that came back counts for nothing. */
function paymentSums({ texts, money, minus, day, total }: Say, { authorizedMinor, refunds }: ReceiptData): Sum[] {
  const authorized = authorizedMinor === null ? [] : [{ label: texts.authorized, amount: money(authorizedMinor) }]
  const given = refunds.map(({ number, amountMinor, status, refundedAt, failedAt }) =>
    status === 'failed'
      ? {
          label: texts.refundSentBack(oneLine(number), money(amountMinor), day(failedAt ?? refundedAt)),
          amount: '\u2013',
        }
      : { label: texts.refundOn(oneLine(number), day(refundedAt)), amount: minus(amountMinor) },
  )
  const left = refunds.reduce((rest, { status, amountMinor }) => rest - (status === 'failed' ? 0 : amountMinor), total)
  return [
    ...authorized.map(plainly),
    { label: texts.total, amount: money(total), isStrong: given.length === 0 },
    ...given.map(plainly),
    ...(given.length > 0 ? [{ label: texts.net, amount: money(left), isStrong: true }] : []),
  ]
}

function refundSums({ texts, money, minus, day, total }: Say, refund: Refund): Sum[] {
  const { receiptNumber, failedAt, refundedAt } = refund
  const isVoid = isSentBack(refund)
  return [
    plainly({ label: texts.refundOf(oneLine(receiptNumber)), amount: money(total) }),
    ...(isVoid ? [plainly({ label: texts.bankSentBack(day(failedAt ?? refundedAt)), amount: minus(total) })] : []),
    { label: texts.totalRefunded, amount: money(isVoid ? 0 : total), isStrong: true },
  ]
}

const plainly = (sum: Omit<Sum, 'isStrong'>): Sum => ({ ...sum, isStrong: false })

/** The sentence below the sums. */
function noteOf({ texts, money, day, total }: Say, { refund, authorizedMinor }: ReceiptData): string | null {
  if (refund?.status === 'failed') return texts.reachedNobody(money(total), day(refund.failedAt ?? refund.refundedAt))
  if (refund) return texts.refundTakesDays
  return authorizedMinor === null ? null : texts.chargedInPart(money(total), money(authorizedMinor))
}
