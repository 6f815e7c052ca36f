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

export interface PaymentMethod {
  id: string
  object: 'payment_method'
  allow_redisplay: 'always' | 'limited' | 'unspecified'
  billing_details: BillingDetails
  card: PaymentMethodCard
  created: number
  customer: string | null
  customer_account: null
  livemode: false
  metadata: Metadata
  type: 'card'
}
