import type { CustomerAcceptanceParams } from '../mandate/mandate.ts'
import type { Address, BillingDetails } from '../shared/address.ts'
import type { MethodDetails, PaymentMethod } from '../payment-method/payment-method.ts'

export interface ConfirmationToken {
  id: string
  object: 'confirmation_token'
  created: number
  expires_at: number
  livemode: false
  mandate_data: { customer_acceptance: CustomerAcceptanceParams } | null
  metadata: null
  payment_intent: string | null
  payment_method_options: object | null
  payment_method_preview: {
    allow_redisplay: PaymentMethod['allow_redisplay']
    billing_details: BillingDetails
    customer: null
    customer_account: null
  } & MethodDetails
  return_url: string | null
  setup_future_usage: 'off_session' | 'on_session' | null
  setup_intent: string | null
  shipping: { address: Address; name: string; phone: string | null } | null
  use_stripe_sdk: boolean
}
