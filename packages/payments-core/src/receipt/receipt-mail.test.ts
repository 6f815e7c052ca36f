import type { ReceiptData } from '@azora/contract/receipt'
import { receipt, refunded } from '@azora/test-kit/receipt'
import { expect, test } from 'vitest'
import { renderReceiptMail } from './receipt-mail.ts'

const receiptUrl = 'https://shop.example/payments/1/receipt'
const pdf = { url: 'https://shop.example/receipts/token/receipt.pdf', expiresAt: new Date('2026-11-28T23:30:00Z') }

const renderPaid = (document: ReceiptData, options: { locale: string; receiptUrl: string }) =>
  renderReceiptMail({ document, receipt: null }, { ...options, pdf })

const mug: ReceiptData = receipt('usd', [{ quantity: 2, unitAmountMinor: 18_50 }])

test('the text part says everything that the receipt says', () => {
  const { subject, text } = renderPaid(mug, { locale: 'en', receiptUrl })

  expect(subject).toBe('Your receipt from Azora Goods (2026-000042)')
  expect(text.split('\n')).toEqual([
    'You paid $37.00 to Azora Goods.',
    'Thank you for your order.',
    '',
    'Receipt number: 2026-000042',
    'Issued: November 21, 2026 (UTC)',
    'Paid: November 20, 2026 (UTC)',
    'Paid with: Visa •••• 4242',
    'Payment: 0197c3e2-7a51-7c3e-9d52-2f6f3f2b9a10',
    'Billed to: Ann Shopper',
    'Billed to: ann@example.com',
    '',
    '2 × Mug ($18.50): $37.00',
    '',
    'Total paid: $37.00',
    '',
    `View receipt: ${receiptUrl}`,
    'The receipt is attached as a PDF.',
    `Open the PDF without signing in (until November 28, 2026): ${pdf.url}`,
    'Questions? Write to help@azora.example',
    '',
    'Azora Goods',
    'Kastanienallee 12',
    '10435 Berlin',
    '',
  ])
})

test.each([
  { currency: 'usd', locale: 'en', amount: '$37.00' },
  { currency: 'eur', locale: 'de-AT', amount: '37,00 €' },
  { currency: 'jpy', locale: 'fr', amount: '¥3,700' },
  { currency: 'kwd', locale: 'en', amount: 'KWD 3.700' },
] as const)('amounts in $currency are right to the unit, locale $locale', ({ currency, locale, amount }) => {
  const priced = { ...mug, total: { ...mug.total, currency } }

  const { html, text } = renderPaid(priced, { locale, receiptUrl })

  // Above, in the line, in its total, and in the sentence that mail clients show beside the subject.
  expect(html.replaceAll('\u00A0', ' ').split(amount)).toHaveLength(5)
  expect(text.replaceAll('\u00A0', ' ').split(amount)).toHaveLength(4)
})

test('a German reader gets German', () => {
  const { subject, html, text } = renderPaid(mug, { locale: 'de', receiptUrl })

  expect(subject).toBe('Ihr Beleg von Azora Goods (2026-000042)')
  expect(html).toContain('<html lang="de">')
  expect(text).toContain('Ausgestellt: 21. November 2026 (UTC)')
})

test('names are text, never markup, wherever they stand', () => {
  const hostile = `"><img src=x onerror='alert(1)'>&amp;`
  const { html } = renderPaid(
    {
      ...mug,
      number: hostile,
      merchant: { name: hostile, addressLines: [hostile], supportEmail: hostile },
      customer: { name: hostile, email: hostile },
      method: { type: hostile, brand: hostile, last4: hostile },
      lineItems: mug.lineItems.map((line) => ({ ...line, name: hostile })),
    },
    { locale: 'en', receiptUrl: `${receiptUrl}?a=${hostile}` },
  )

  expect(html).not.toContain('<img')
  expect(html).not.toContain("onerror='")
  expect(html).toContain('&quot;&gt;&lt;img src=x onerror=&#39;alert(1)&#39;&gt;&amp;amp;')
  expect(html).toContain(`href="${receiptUrl}?a=&quot;&gt;&lt;img`)
})

test('a line break or a mark that turns text cannot leave its line or reach the subject', () => {
  const name = 'Azora\r\nBcc: all@example.com\u2028\u202Egnp.exe\u0000'

  const { subject, text } = renderPaid(
    { ...mug, merchant: { ...mug.merchant, name }, lineItems: mug.lineItems.map((line) => ({ ...line, name })) },
    { locale: 'en', receiptUrl },
  )

  expect(subject).toBe('Your receipt from Azora Bcc: all@example.com gnp.exe (2026-000042)')
  expect(text).not.toMatch(/^Bcc:/m)
  expect(text).not.toMatch(/(?!\n)[\p{Cc}\u2028\u202E]/u)
})

test('a name that is read from right to left leaves the amounts behind it in their order (S23)', () => {
  const name = 'قهوة عربية'

  const { subject, text } = renderPaid(
    { ...mug, merchant: { ...mug.merchant, name }, lineItems: mug.lineItems.map((line) => ({ ...line, name })) },
    { locale: 'en', receiptUrl },
  )

  expect(subject).toBe(`Your receipt from \u2068${name}\u2069 (2026-000042)`)
  expect(text).toContain(`2 × \u2068${name}\u2069 ($18.50): $37.00`)
})

test('the same receipt is the same mail', () => {
  const options = { locale: 'en', receiptUrl }

  expect(renderPaid(structuredClone(mug), options)).toEqual(renderPaid(mug, options))
})

test('what a receipt lacks leaves no empty label behind', () => {
  const { html, text } = renderPaid(
    { ...mug, customer: { name: null, email: null }, method: null },
    { locale: 'en', receiptUrl },
  )

  expect(html + text).not.toMatch(/Billed to|Paid with|null|undefined/)
})

test('the mail of a refund says what went back and what is left of the payment', () => {
  const { subject, html, text } = renderReceiptMail(refunded(mug, 5_00), { locale: 'en', receiptUrl, pdf })

  expect(subject).toBe('Your refund from Azora Goods (2026-R000007)')
  expect(text.split('\n')).toEqual([
    'Azora Goods refunded $5.00 to you.',
    'We have sent $5.00 back to you.',
    'Banks take up to 10 days to show a refund.',
    '',
    'Refund number: 2026-R000007',
    'For receipt: 2026-000042',
    'Reason: At your request',
    'Issued: November 25, 2026 (UTC)',
    'Refunded: November 25, 2026 (UTC)',
    'Refunded to: Visa •••• 4242',
    'Payment: 0197c3e2-7a51-7c3e-9d52-2f6f3f2b9a10',
    'Billed to: Ann Shopper',
    'Billed to: ann@example.com',
    '',
    'Total paid: $37.00',
    'Refund 2026-R000007, November 25, 2026: −$5.00',
    'Paid after refunds: $32.00',
    '',
    `View receipt: ${receiptUrl}`,
    'The refund receipt and your updated receipt are attached as PDFs.',
    `Open the PDF without signing in (until November 28, 2026): ${pdf.url}`,
    'Questions? Write to help@azora.example',
    '',
    'Azora Goods',
    'Kastanienallee 12',
    '10435 Berlin',
    '',
  ])
  expect(html).toContain('>$5.00</h1>')
})

test('the mail of a refund that came back says that it did not arrive, and what to do (R9)', () => {
  const { subject, html, text } = renderReceiptMail(refunded(mug, 5_00, { status: 'failed' }), {
    locale: 'en',
    receiptUrl,
    pdf,
  })

  expect(subject).toBe('Your refund from Azora Goods did not arrive (2026-R000007)')
  expect(text).toContain('the bank sent $5.00 back to us on November 27, 2026. Write to us')
  expect(text).toContain('Refund 2026-R000007 of $5.00: sent back by the bank, November 27, 2026: –')
  expect(text).toContain('Paid after refunds: $37.00')
  expect(html).toContain('>Sent back by the bank</p>')
})

test.each([
  { reason: 'fraudulent', shown: null },
  { reason: 'duplicate', shown: 'Reason: Charged twice' },
  { reason: 'constructor', shown: 'Reason: constructor' },
  { reason: '<b>Broken\r\nhandle</b>', shown: 'Reason: <b>Broken handle</b>' },
  { reason: null, shown: null },
])('the reason $reason is said as $shown', ({ reason, shown }) => {
  const { html, text } = renderReceiptMail(refunded(mug, 5_00, { reason }), { locale: 'en', receiptUrl, pdf })

  expect(text.split('\n').find((line) => line.startsWith('Reason')) ?? null).toBe(shown)
  expect(html).not.toContain('<b>')
})

test('of a payment that was taken in part the mail says how much was authorised', () => {
  const { text } = renderPaid(
    { ...mug, total: { amountMinor: 10_00, currency: 'usd' }, authorizedMinor: 37_00 },
    { locale: 'en', receiptUrl },
  )

  expect(text).toContain('2 × Mug ($18.50): $37.00')
  expect(text).toContain('Authorised: $37.00\nTotal paid: $10.00')
  expect(text).toContain('We charged $10.00 of the $37.00 that you authorised.')
})

test.each([
  { currency: 'jpy', gone: '−¥500', left: '¥3,200' },
  { currency: 'kwd', gone: '−KWD 0.500', left: 'KWD 3.200' },
  { currency: 'eur', gone: '−€5.00', left: '€32.00' },
] as const)('what went back in $currency is right to the unit', ({ currency, gone, left }) => {
  const paid = { ...mug, total: { ...mug.total, currency } }

  const { text } = renderReceiptMail(refunded(paid, 500), { locale: 'en', receiptUrl, pdf })

  expect(text.replaceAll('\u00A0', ' ')).toContain(`: ${gone}\nPaid after refunds: ${left}\n`)
})
