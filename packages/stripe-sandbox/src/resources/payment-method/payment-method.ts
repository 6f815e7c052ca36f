import type { BillingDetails } from '../shared/address.ts'
import type { Metadata } from '../shared/metadata.ts'

export interface CardChecks {
  address_line1_check: string | null
  address_postal_code_check: string | null
  cvc_check: string | null
}

export interface PaymentMethodCard {
  brand: string
  checks: CardChecks
  country: string
  display_brand: string
  exp_month: number
  exp_year: number
  fingerprint: string
  funding: string
  generated_from: null
  last4: string
  networks: { available: string[]; preferred: string | null }
  regulated_status: 'regulated' | 'unregulated'
  three_d_secure_usage: { supported: boolean }
  wallet: null
}

export interface UsBankAccount {
  account_holder_type: 'company' | 'individual'
  account_type: 'checking' | 'savings'
  bank_name: string
  financial_connections_account: null
  fingerprint: string
  last4: string
  networks: { preferred: string; supported: ('ach' | 'us_domestic_wire')[] }
  routing_number: string
  status_details: null
}

export interface SepaDebit {
  bank_code: string
  branch_code: string
  country: string
  fingerprint: string
  generated_from: { charge: null; setup_attempt: null }
  last4: string
}

/** What a method pays with. */
export type MethodDetails =
  | { type: 'card'; card: PaymentMethodCard }
  | { type: 'link'; link: { email: string | null } }
  | { type: 'sepa_debit'; sepa_debit: SepaDebit }
  | { type: 'us_bank_account'; us_bank_account: UsBankAccount }

export type PaymentMethodType = MethodDetails['type']

interface MethodBase {
  id: string
  object: 'payment_method'
  allow_redisplay: 'always' | 'limited' | 'unspecified'
  billing_details: BillingDetails
  created: number
  customer: string | null
  customer_account: null
  livemode: false
  metadata: Metadata
}

export type PaymentMethod = MethodBase & MethodDetails

/** Whether money comes from a bank account, days after it was asked for. */
export const isBankDebit = (type: PaymentMethodType): boolean => type === 'sepa_debit' || type === 'us_bank_account'

/** Only what the method pays with. */
export function detailsOf(method: MethodDetails): MethodDetails {
  switch (method.type) {
    case 'card':
      return { type: method.type, card: method.card }
    case 'link':
      return { type: method.type, link: method.link }
    case 'sepa_debit':
      return { type: method.type, sepa_debit: method.sepa_debit }
    case 'us_bank_account':
      return { type: method.type, us_bank_account: method.us_bank_account }
  }
}
