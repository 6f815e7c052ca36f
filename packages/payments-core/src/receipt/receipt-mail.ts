import type { ReceiptData } from '@azora/contract/receipt'
import { isolate } from './isolate.ts'
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

/** Where the mail leads: to the page, for whoever signs in, and to the PDF, for whoever has the mail, for a while. */
export interface MailLinks {
  receiptUrl: string
  pdf: { url: string; expiresAt: Date }
}

/** The mail of a document: the same strings for the same documents, so a repeat is recognised as one. Every name is escaped. */
export function renderReceiptMail(
  { document, receipt }: MailedDocuments,
  { locale, ...links }: MailLinks & { locale: string },
): ReceiptMail {
  const words = { ...mailWords(document, receipt, locale), ...links }
  return {
    subject: words.mail.subject(words.merchant, words.number),
    html: htmlPart(words),
    text: textPart(words),
  }
}

/** Of a refund the mail shows what is left of the payment; its lines are not repeated. */
function mailWords(document: ReceiptData, receipt: ReceiptData | null, locale: string) {
  const said = receiptWords(document, locale)
  const words = { ...said, merchant: isolate(said.merchant) }
  const { texts, mail, sums } = words
  const { refund } = document
  const headline = refund ? (refund.status === 'failed' ? texts.sentBack : texts.refunded) : texts.total
  return {
    ...words,
    paymentId: document.paymentId,
    headline,
    opening: mail.opening(words.amount),
    lines: words.lines.map((line) => ({ ...line, name: isolate(line.name) })),
    sums: receipt ? receiptWords(receipt, locale).sums : sums,
    attached: receipt ? texts.bothAttached : texts.attached,
  }
}

export type MailWords = ReturnType<typeof mailWords> & MailLinks
