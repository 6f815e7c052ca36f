import type { ReceiptData } from '@azora/contract/receipt'
import { receipt } from '@azora/test-kit/receipt'
import { expect, test } from 'vitest'
import { renderReceiptMail } from './receipt-mail.ts'

const receiptUrl = 'https://shop.example/payments/1/receipt'

const mug: ReceiptData = receipt('usd', [{ quantity: 2, unitAmountMinor: 18_50 }])

test('the text part says everything that the receipt says', () => {
  const { subject, text } = renderReceiptMail(mug, { locale: 'en', receiptUrl })

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

  const { html, text } = renderReceiptMail(priced, { locale, receiptUrl })

  // Above, in the line, in its total, and in the sentence that mail clients show beside the subject.
  expect(html.replaceAll('\u00A0', ' ').split(amount)).toHaveLength(5)
  expect(text.replaceAll('\u00A0', ' ').split(amount)).toHaveLength(4)
})

test('a German reader gets German', () => {
  const { subject, html, text } = renderReceiptMail(mug, { locale: 'de', receiptUrl })

  expect(subject).toBe('Ihr Beleg von Azora Goods (2026-000042)')
  expect(html).toContain('<html lang="de">')
  expect(text).toContain('Ausgestellt: 21. November 2026 (UTC)')
})

test('names are text, never markup, wherever they stand', () => {
  const hostile = `"><img src=x onerror='alert(1)'>&amp;`
  const { html } = renderReceiptMail(
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

  const { subject, text } = renderReceiptMail(
    { ...mug, merchant: { ...mug.merchant, name }, lineItems: mug.lineItems.map((line) => ({ ...line, name })) },
    { locale: 'en', receiptUrl },
  )

  expect(subject).toBe('Your receipt from Azora Bcc: all@example.com gnp.exe (2026-000042)')
  expect(text).not.toMatch(/^Bcc:/m)
  expect(text).not.toMatch(/(?!\n)[\p{Cc}\u2028\u202E]/u)
})

test('the same receipt is the same mail', () => {
  const options = { locale: 'en', receiptUrl }

  expect(renderReceiptMail(structuredClone(mug), options)).toEqual(renderReceiptMail(mug, options))
})

test('what a receipt lacks leaves no empty label behind', () => {
  const { html, text } = renderReceiptMail(
    { ...mug, customer: { name: null, email: null }, method: null },
    { locale: 'en', receiptUrl },
  )

  expect(html + text).not.toMatch(/Billed to|Paid with|null|undefined/)
})
