import type { ReceiptData } from '@azora/contract/receipt'
import { htmlPart } from './receipt-mail-html.ts'
import { textPart } from './receipt-mail-text.ts'
import { receiptWords } from './receipt-words.ts'

export interface ReceiptMail {
  subject: string
  html: string
  text: string
}

/** What a mail is about: a payment's receipt or, with the version of it that was issued then, a refund's. */
export interface MailedDocuments {
  document: ReceiptData
  receipt: ReceiptData | null
}

/** The mail of a document: the same strings for the same documents, so a repeat is recognised as one. Every name is escaped. */
export function renderReceiptMail(
  { document, receipt }: MailedDocuments,
  { locale, receiptUrl }: { locale: string; receiptUrl: string },
): ReceiptMail {
  const words = mailWords(document, receipt, locale)
  return {
    subject: words.mail.subject(words.merchant, words.number),
    html: htmlPart(words, receiptUrl),
    text: textPart(words, receiptUrl),
  }
}

/** Of a refund the mail shows what is left of the payment; its lines are not repeated. */
function mailWords(document: ReceiptData, receipt: ReceiptData | null, locale: string) {
  const words = receiptWords(document, locale)
  const { texts, mail, sums } = words
  const { refund } = document
  const headline = refund ? (refund.status === 'failed' ? texts.sentBack : texts.refunded) : texts.total
  return {
    ...words,
    paymentId: document.paymentId,
    headline,
    opening: mail.opening(words.amount),
    sums: receipt ? receiptWords(receipt, locale).sums : sums,
    attached: receipt ? texts.bothAttached : texts.attached,
  }
}

export type MailWords = ReturnType<typeof mailWords>
