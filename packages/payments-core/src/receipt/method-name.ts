import type { MethodSummary } from '@azora/contract/payment'
import { oneLine } from './one-line.ts'

const names: Partial<Record<string, string>> = {
  visa: 'Visa',
  mastercard: 'Mastercard',
  amex: 'American Express',
  discover: 'Discover',
  diners: 'Diners Club',
  jcb: 'JCB',
  unionpay: 'UnionPay',
  us_bank_account: 'Bank account',
  sepa_debit: 'SEPA',
}

/** A method as documents and mails call it: `Visa •••• 4242`. */
export function methodName({ type, brand, last4 }: MethodSummary): string {
  const name = (brand && (names[brand] ?? oneLine(brand))) ?? names[type] ?? oneLine(type)
  return last4 ? `${name} •••• ${oneLine(last4)}` : name
}
