import type { StripeErrorBody } from '../../http/stripe-error.ts'
import type { VerifyWithMicrodeposits } from '../bank-verification/bank-verification.ts'
import type { Shipping } from '../shared/address.ts'
import type { Metadata } from '../shared/metadata.ts'

export type PaymentIntentStatus =
  | 'canceled'
  | 'processing'
  | 'requires_action'
  | 'requires_capture'
  | 'requires_confirmation'
  | 'requires_payment_method'
  | 'succeeded'

export type NextAction =
  | { type: 'use_stripe_sdk'; use_stripe_sdk: { type: 'three_d_secure_redirect'; stripe_js: string; source: string } }
  | { type: 'redirect_to_url'; redirect_to_url: { return_url: string | null; url: string } }
  | VerifyWithMicrodeposits

export interface PaymentIntent {
  id: string
  object: 'payment_intent'
  allowed_payment_method_types: string[] | null
  amount: number
  amount_capturable: number
  amount_details: object
  amount_received: number
  application: null
  application_fee_amount: null
  automatic_payment_methods: { allow_redirects: 'always' | 'never'; enabled: boolean } | null
  canceled_at: number | null
  cancellation_reason: string | null
  capture_method: 'automatic' | 'automatic_async' | 'manual'
  client_secret: string
  confirmation_method: 'automatic' | 'manual'
  created: number
  currency: string
  customer: string | null
  customer_account: null
  description: string | null
  excluded_payment_method_types: string[] | null
  last_payment_error: StripeErrorBody | null
  latest_charge: string | null
  livemode: false
  managed_payments: null
  metadata: Metadata
  next_action: NextAction | null
  on_behalf_of: null
  payment_method: string | null
  payment_method_configuration_details: null
  payment_method_options: { card: CardOptions; sepa_debit?: DebitOptions; us_bank_account?: DebitOptions }
  payment_method_types: string[]
  payment_record: null
  processing: null
  receipt_email: string | null
  review: string | null
  setup_future_usage: 'off_session' | 'on_session' | null
  shipping: Shipping | null
  source: null
  statement_descriptor: string | null
  statement_descriptor_suffix: string | null
  status: PaymentIntentStatus
  transfer_data: null
  transfer_group: string | null
}

/** What a payment wants of one kind of method, instead of what it wants of all. */
export interface DebitOptions {
  setup_future_usage?: 'none' | 'off_session' | 'on_session'
}

export interface CardOptions extends DebitOptions {
  capture_method?: 'manual'
  installments: null
  mandate_options: null
  network: null
  request_three_d_secure: 'any' | 'automatic' | 'challenge'
}
