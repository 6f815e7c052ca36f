import type { Money } from '@azora/contract/money'
import type { MethodSummary } from '@azora/contract/payment'
import { methodName } from '../receipt/method-name.ts'
import { plainMoney } from '../receipt/receipt-money.ts'

/** What a mail about a payment knows of it, frozen when the mail was queued. */
export interface MailedPayment {
  to: string
  merchant: { name: string; supportEmail: string }
  paymentId: string
  description: string
  amount: Money
  method: MethodSummary | null
}

/** The facts of a payment, as the mails about it list them. */
export const factsOf = (
  { amount, description, method }: MailedPayment,
  labels: { locale: string; amount: string; description: string; method: string },
) => [
  { label: labels.amount, value: plainMoney(amount, labels.locale) },
  { label: labels.description, value: description },
  ...(method ? [{ label: labels.method, value: methodName(method) }] : []),
]
