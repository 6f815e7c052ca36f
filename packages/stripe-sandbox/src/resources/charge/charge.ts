import type { BillingDetails, Shipping } from '../shared/address.ts'
import type { Metadata } from '../shared/metadata.ts'
import type { CardChecks, SepaDebit, UsBankAccount } from '../payment-method/payment-method.ts'

export interface Outcome {
  advice_code: string | null
  network_advice_code: string | null
  network_decline_code: string | null
  network_status: 'approved_by_network' | 'declined_by_network' | 'not_sent_to_network'
  reason: string | null
  risk_level: 'normal' | 'elevated' | 'highest'
  risk_score: number
  seller_message: string
  type: 'authorized' | 'blocked' | 'issuer_declined' | 'manual_review'
}

export interface ThreeDSecureDetails {
  authentication_flow: 'challenge' | 'frictionless' | null
  electronic_commerce_indicator: string | null
  exemption_indicator: null
  result: 'authenticated' | 'attempt_acknowledged' | 'failed' | null
  result_reason: string | null
  transaction_id: string | null
  version: '2.2.0' | null
}

export interface ChargeCard {
  amount_authorized: number | null
  authorization_code: string | null
  brand: string
  capture_before?: number
  checks: CardChecks
  country: string
  electronic_commerce_indicator: string | null
  exp_month: number
  exp_year: number
  extended_authorization: { status: 'disabled' }
  fingerprint: string
  funding: string
  incremental_authorization: { status: 'unavailable' }
  installments: null
  last4: string
  mandate: null
  multicapture: { status: 'unavailable' }
  network: string
  network_token: { used: boolean }
  network_transaction_id: string | null
  overcapture: { maximum_amount_capturable: number; status: 'unavailable' }
  regulated_status: 'regulated' | 'unregulated'
  three_d_secure: ThreeDSecureDetails | null
  transaction_link_id: null
  wallet: null
}

/** The account that a debit comes from. */
export type ChargeUsBankAccount = Pick<
  UsBankAccount,
  'account_holder_type' | 'account_type' | 'bank_name' | 'fingerprint' | 'last4' | 'routing_number'
> & { expected_debit_date: string; mandate: string; payment_reference: string | null }

export type ChargeSepaDebit = Pick<SepaDebit, 'bank_code' | 'branch_code' | 'country' | 'fingerprint' | 'last4'> & {
  expected_debit_date: string
  mandate: string
}

export type ChargeMethodDetails =
  | { card: ChargeCard; type: 'card' }
  | { link: { country: string }; type: 'link' }
  | { sepa_debit: ChargeSepaDebit; type: 'sepa_debit' }
  | { type: 'us_bank_account'; us_bank_account: ChargeUsBankAccount }

export interface Charge {
  id: string
  object: 'charge'
  amount: number
  amount_captured: number
  amount_refunded: number
  application: null
  application_fee: null
  application_fee_amount: null
  balance_transaction: string | null
  billing_details: BillingDetails
  calculated_statement_descriptor: string
  captured: boolean
  created: number
  currency: string
  customer: string | null
  description: string | null
  disputed: boolean
  failure_balance_transaction: null
  failure_code: string | null
  failure_message: string | null
  fraud_details: { stripe_report?: string; user_report?: string }
  livemode: false
  metadata: Metadata
  on_behalf_of: null
  outcome: Outcome
  paid: boolean
  payment_intent: string
  payment_method: string
  payment_method_details: ChargeMethodDetails
  radar_options: Record<string, never>
  receipt_email: string | null
  receipt_number: null
  receipt_url: null
  refunded: boolean
  review: string | null
  shipping: Shipping | null
  source: null
  source_transfer: null
  statement_descriptor: string | null
  statement_descriptor_suffix: string | null
  status: 'failed' | 'pending' | 'succeeded'
  transfer_data: null
  transfer_group: string | null
}
