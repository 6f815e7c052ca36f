import { asRecord, asText, type UnknownRecord } from '../../wire/is-record.ts'
import type { MethodType } from './method-form.ts'

interface Terms {
  group: UnknownRecord
  options: UnknownRecord
  /** Of the new method; undefined when none is shown. */
  type: MethodType | undefined
}

const optionNames: Record<MethodType, string> = {
  card: 'card',
  sepa_debit: 'sepaDebit',
  us_bank_account: 'usBankAccount',
}

/**
 * Stripe's sentence about later charges, shown when a card is kept, and its mandates for debits, shown always, unless the
 * shop says `terms: { card: 'never' }` or the like.
 */
export function createTerms() {
  const root = document.createElement('p')
  root.className = 'TermsText'
  root.hidden = true

  const apply = ({ group, options, type }: Terms) => {
    const wish = asRecord(options['terms'])[type ? optionNames[type] : '']
    const isKept = group['setupFutureUsage'] === 'off_session' || (group['mode'] ?? 'payment') !== 'payment'
    const isDue = type !== undefined && (type !== 'card' || isKept)
    root.hidden = type === undefined || wish === 'never' || (wish !== 'always' && !isDue)
    const business = asText(asRecord(options['business'])['name']) || 'this shop'
    root.textContent = texts[type ?? 'card'](business)
  }
  return { root, apply }
}

const texts: Record<MethodType, (business: string) => string> = {
  card: (business) =>
    `By providing your card information, you allow ${business} to charge your card for future payments in accordance with their terms.`,
  sepa_debit: (business) =>
    `By providing your payment information and confirming this payment, you authorise (A) ${business} and Stripe, our payment service provider, to send instructions to your bank to debit your account and (B) your bank to debit your account in accordance with those instructions. Your rights are explained in a statement that you can obtain from your bank.`,
  us_bank_account: (business) =>
    `By continuing, you authorize ${business} to debit the bank account specified above for any amount owed for charges arising from your use of its services or purchase of its products, until this authorization is revoked.`,
}
