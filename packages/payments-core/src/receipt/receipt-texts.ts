import { decimalAmount, formatMoney } from '@azora/contract/format-money'
import type { Money } from '@azora/contract/money'
import type { MethodSummary } from '@azora/contract/payment'
import type { ReceiptData } from '@azora/contract/receipt'
import { drawn } from './fonts/drawable.ts'

export interface ReceiptTexts {
  locale: 'en' | 'de'
  receipt: string
  number: string
  issued: string
  paid: string
  paidWith: string
  item: string
  quantity: string
  unitPrice: string
  amount: string
  total: string
  billedTo: string
  payment: string
  questions: string
  view: string
  attached: string
  thanks: string
  subject: (merchant: string, number: string) => string
  preheader: (total: string, merchant: string) => string
  page: (page: number, pages: number) => string
  undrawn: (sign: string) => string
}

const texts: Record<'en' | 'de', ReceiptTexts> = {
  en: {
    locale: 'en',
    receipt: 'Receipt',
    number: 'Receipt number',
    issued: 'Issued',
    paid: 'Paid',
    paidWith: 'Paid with',
    item: 'Item',
    quantity: 'Qty',
    unitPrice: 'Unit price',
    amount: 'Amount',
    total: 'Total paid',
    billedTo: 'Billed to',
    payment: 'Payment',
    questions: 'Questions? Write to',
    view: 'View receipt',
    attached: 'The receipt is attached as a PDF.',
    thanks: 'Thank you for your order.',
    subject: (merchant, number) => `Your receipt from ${merchant} (${number})`,
    preheader: (total, merchant) => `You paid ${total} to ${merchant}.`,
    page: (page, pages) => `Page ${page} of ${pages}`,
    undrawn: (sign) =>
      `${sign} stands for a character that this document cannot draw. The mail of this receipt shows it.`,
  },
  de: {
    locale: 'de',
    receipt: 'Beleg',
    number: 'Belegnummer',
    issued: 'Ausgestellt',
    paid: 'Bezahlt',
    paidWith: 'Bezahlt mit',
    item: 'Artikel',
    quantity: 'Menge',
    unitPrice: 'Einzelpreis',
    amount: 'Betrag',
    total: 'Bezahlt insgesamt',
    billedTo: 'Rechnung an',
    payment: 'Zahlung',
    questions: 'Fragen? Schreiben Sie an',
    view: 'Beleg ansehen',
    attached: 'Der Beleg ist als PDF angehängt.',
    thanks: 'Vielen Dank für Ihre Bestellung.',
    subject: (merchant, number) => `Ihr Beleg von ${merchant} (${number})`,
    preheader: (total, merchant) => `Sie haben ${total} an ${merchant} bezahlt.`,
    page: (page, pages) => `Seite ${page} von ${pages}`,
    undrawn: (sign) =>
      `${sign} steht für ein Zeichen, das dieses Dokument nicht darstellen kann. Die Mail zu diesem Beleg zeigt es.`,
  },
}

const brandNames: Partial<Record<string, string>> = {
  visa: 'Visa',
  mastercard: 'Mastercard',
  amex: 'American Express',
  discover: 'Discover',
  diners: 'Diners Club',
  jcb: 'JCB',
  unionpay: 'UnionPay',
}

/** A receipt's money, dates, method and lines as strings, all in one locale and in UTC. */
export function receiptWords(data: ReceiptData, locale: string) {
  const own = textsFor(locale)
  const { currency } = data.total
  const money = (amountMinor: number) => plainMoney({ amountMinor, currency }, own.locale)
  const date = (iso: string) =>
    new Intl.DateTimeFormat(own.locale, { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(iso))
  return {
    texts: own,
    issued: `${date(data.issuedAt)} (UTC)`,
    paid: `${date(data.paidAt)} (UTC)`,
    method: data.method && methodName(data.method),
    lines: data.lineItems.map((line) => ({
      name: oneLine(line.name),
      quantity: String(line.quantity),
      unitPrice: money(line.unitAmountMinor),
      amount: money(line.amountMinor),
    })),
    total: money(data.total.amountMinor),
    merchant: oneLine(data.merchant.name),
  }
}

/** English for every locale that has no texts of its own. */
export const textsFor = (locale: string): ReceiptTexts => (/^de\b/i.test(locale) ? texts.de : texts.en)

/** Without control characters, line breaks and marks that turn the direction of text: safe in headers and on one line. */
export const oneLine = (value: string): string =>
  value
    .replaceAll(/[\p{Cc}\p{Zl}\p{Zp}\u202A-\u202E\u2066-\u2069\u200E\u200F\u061C]+/gu, ' ')
    .replaceAll(/ {2,}/g, ' ')
    .trim()

/** Thin spaces, which many fonts lack, become no-break spaces; a sign that our fonts lack becomes the currency's code. */
function plainMoney(money: Money, locale: string): string {
  const code = money.currency.toUpperCase()
  const formatted = formatMoney(money, locale).replaceAll(/[\u202F\u2009]/g, '\u00A0')
  if (drawn.test(formatted)) return formatted
  const named = formatted.replace(/^\p{Sc}/u, `${code}\u00A0`).replace(/\p{Sc}$/u, code)
  return drawn.test(named) ? named : `${code}\u00A0${decimalAmount(money)}`
}

function methodName({ type, brand, last4 }: MethodSummary): string {
  const name = (brand && (brandNames[brand] ?? oneLine(brand))) ?? oneLine(type)
  return last4 ? `${name} •••• ${oneLine(last4)}` : name
}
