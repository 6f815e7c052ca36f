import { receiptTextsDe } from './receipt-texts-de.ts'
import { receiptTextsEn } from './receipt-texts-en.ts'

/** Every word of a receipt's PDF and mail, in one language. Money and dates come as finished strings. */
export interface ReceiptTexts {
  locale: 'en' | 'de'
  receipt: string
  refundReceipt: string
  void: string
  number: string
  refundNumber: string
  forReceipt: string
  version: (version: number, replaced: number, date: string) => string
  issued: string
  paid: string
  paidWith: string
  refunded: string
  refundedTo: string
  sentBack: string
  reason: string
  item: string
  quantity: string
  unitPrice: string
  amount: string
  authorized: string
  total: string
  refundOf: (number: string) => string
  refundOn: (number: string, date: string) => string
  refundSentBack: (number: string, amount: string, date: string) => string
  bankSentBack: (date: string) => string
  totalRefunded: string
  net: string
  billedTo: string
  payment: string
  questions: string
  view: string
  attached: string
  bothAttached: string
  openPdf: string
  openPdfUntil: (date: string) => string
  page: (page: number, pages: number) => string
  undrawn: (sign: string) => string
  chargedInPart: (charged: string, authorized: string) => string
  refundTakesDays: string
  reachedNobody: (amount: string, date: string) => string
  reasons: Partial<Record<string, string>>
  /** The mails: their subject, what clients show beside it, and the first sentence. */
  mail: Record<
    'receipt' | 'refund' | 'refundFailed',
    {
      subject: (merchant: string, number: string) => string
      preheader: (amount: string, merchant: string) => string
      opening: (amount: string) => string
    }
  >
}

/** English for every locale that has no texts of its own. */
export const textsFor = (locale: string): ReceiptTexts => (/^de\b/i.test(locale) ? receiptTextsDe : receiptTextsEn)
