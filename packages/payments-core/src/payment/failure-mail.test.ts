import type { Locale } from '@azora/contract/locale'
import { expect, test } from 'vitest'
import type { PaymentContext } from '../context.ts'
import { renderFailureMail } from './failure-mail.ts'

// Of its context the mail reads the shop's address only.
const ctx = { publicUrl: 'https://shop.test' } as PaymentContext

const mailIn = (locale: Locale | null) =>
  renderFailureMail(ctx, {
    to: 'ada@example.com',
    locale,
    merchant: { name: 'Azora Goods', supportEmail: 'help@azora.example' },
    paymentId: '0197c3e2-7a51-7c3e-9d52-2f6f3f2b9a10',
    description: 'Harbour mug',
    amount: { amountMinor: 18_00, currency: 'eur' },
    method: { type: 'sepa_debit', brand: null, last4: '3000' },
    reason: 'insufficient_funds',
  })

test.each([
  {
    locale: null,
    subject: 'Your payment to Azora Goods did not go through',
    said: ['There was not enough money', 'Amount: €18.00'],
  },
  {
    locale: 'de',
    subject: 'Ihre Zahlung an Azora Goods hat nicht geklappt',
    said: ['Auf dem Konto war nicht genug Geld', 'Betrag: 18,00 €'],
  },
] as const)('a debit that failed is told of in the customer’s language: $locale', ({ locale, subject, said }) => {
  const mail = mailIn(locale)

  expect(mail.subject).toBe(subject)
  for (const part of said) expect(mail.text.replaceAll('\u00A0', ' ')).toContain(part)
})
