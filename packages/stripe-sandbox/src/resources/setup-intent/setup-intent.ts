import type { StripeErrorBody } from '../../http/stripe-error.ts'
import type { CardOptions, NextAction } from '../payment-intent/payment-intent.ts'
import type { Metadata } from '../shared/metadata.ts'

export interface SetupIntent {
  id: string
  object: 'setup_intent'
  allowed_payment_method_types: string[] | null
  application: null
  automatic_payment_methods: { allow_redirects: 'always' | 'never'; enabled: boolean } | null
  cancellation_reason: string | null
  client_secret: string
  created: number
  customer: string | null
  customer_account: null
  description: string | null
  excluded_payment_method_types: string[] | null
  flow_directions: null
  last_setup_error: StripeErrorBody | null
  latest_attempt: string | null
  livemode: false
  mandate: string | null
  metadata: Metadata
  next_action: NextAction | null
  on_behalf_of: null
  payment_method: string | null
  payment_method_configuration_details: null
  payment_method_options: { card: Pick<CardOptions, 'mandate_options' | 'network' | 'request_three_d_secure'> }
  payment_method_types: string[]
  single_use_mandate: null
  status:
    | 'canceled'
    | 'processing'
    | 'requires_action'
    | 'requires_confirmation'
    | 'requires_payment_method'
    | 'succeeded'
  usage: 'off_session' | 'on_session'
}
