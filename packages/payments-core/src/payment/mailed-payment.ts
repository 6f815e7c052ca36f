import type { Locale } from '@azora/contract/locale'
import type { Money } from '@azora/contract/money'
import type { MethodSummary } from '@azora/contract/payment'
import { methodName } from '../receipt/method-name.ts'
import { plainMoney } from '../receipt/receipt-money.ts'

/** What a mail about a payment knows of it, frozen when the mail was queued. */
export interface MailedPayment {
  to: string
  /** Null where the customer never said, absent in mails of before it was asked. */
  locale?: Locale | null
  merchant: { name: string; supportEmail: string }
  paymentId: string
  description: string
  amount: Money
  method: MethodSummary | null
}

const labels: Record<Locale, { amount: string; description: string; method: string }> = {
  en: { amount: 'Amount', description: 'For', method: 'Payment method' },
  de: { amount: 'Betrag', description: 'Für', method: 'Zahlungsart' },
}

/** The facts of a payment, as the mails about it list them. */
export const factsOf = ({ amount, description, method }: MailedPayment, locale: Locale) => [
  { label: labels[locale].amount, value: plainMoney(amount, locale) },
  { label: labels[locale].description, value: description },
  ...(method ? [{ label: labels[locale].method, value: methodName(method) }] : []),
]
