import type { MailWords } from './receipt-mail.ts'

/** The part for clients that show no HTML: all that the receipt says. */
export function textPart(words: MailWords): string {
  const { texts, mail, when, method, about, note, receiptUrl, pdf } = words
  const facts = [
    [words.numberLabel, words.number] as const,
    ...about.map(([label, value]) => [label, value] as const),
    [texts.issued, words.issued] as const,
    when,
    ...(method ? [method] : []),
    [texts.payment, words.paymentId] as const,
    ...words.customer.map((line) => [texts.billedTo, line] as const),
  ]
  const lines = words.lines.map(
    ({ quantity, name, unitPrice, amount }) => `${quantity} × ${name} (${unitPrice}): ${amount}`,
  )
  return [
    mail.preheader(words.amount, words.merchant),
    ...(words.opening ? [words.opening] : []),
    ...(note ? [note] : []),
    '',
    ...(words.version ? [words.version] : []),
    ...facts.map(([label, value]) => `${label}: ${value}`),
    '',
    ...(lines.length > 0 ? [...lines, ''] : []),
    ...words.sums.map(({ label, amount }) => `${label}: ${amount}`),
    '',
    `${texts.view}: ${receiptUrl}`,
    words.attached,
    `${texts.openPdf} ${texts.openPdfUntil(words.day(pdf.expiresAt.toISOString()))}: ${pdf.url}`,
    `${texts.questions} ${words.supportEmail}`,
    '',
    words.merchant,
    ...words.address,
    '',
  ].join('\n')
}
