import type { MandateData } from '../mandate/mandate.ts'
import type { PaymentMethodParams } from '../payment-method/create-payment-method.ts'
import type { ShippingParams } from '../shared/address.ts'
import type { MetadataParams } from '../shared/metadata.ts'
import type { MethodOptionsParams } from './change-options.ts'
import type { PaymentIntent } from './payment-intent.ts'

/** What may change while a payment is being prepared. */
export interface ChangeParams {
  allowed_payment_method_types?: string[]
  amount?: number
  amount_details?: object | ''
  capture_method?: PaymentIntent['capture_method']
  currency?: string
  customer?: string
  description?: string
  excluded_payment_method_types?: string[] | ''
  metadata?: MetadataParams
  payment_method?: string
  payment_method_data?: PaymentMethodParams
  payment_method_options?: MethodOptionsParams
  receipt_email?: string
  setup_future_usage?: PaymentIntent['setup_future_usage'] | ''
  shipping?: ShippingParams | ''
  statement_descriptor?: string
  statement_descriptor_suffix?: string
  transfer_group?: string
}

export interface ConfirmParams {
  amount_to_confirm?: number
  capture_method?: PaymentIntent['capture_method']
  client_secret?: string
  confirmation_token?: string
  error_on_requires_action?: boolean
  mandate?: string
  mandate_data?: MandateData
  off_session?: boolean | 'one_off' | 'recurring'
  payment_method?: string
  payment_method_data?: PaymentMethodParams
  payment_method_options?: MethodOptionsParams
  receipt_email?: string
  return_url?: string
  setup_future_usage?: PaymentIntent['setup_future_usage'] | ''
  shipping?: ShippingParams | ''
  use_stripe_sdk?: boolean
}

export interface CreateParams extends ChangeParams, ConfirmParams {
  amount: number
  currency: string
  automatic_payment_methods?: { enabled: boolean; allow_redirects?: 'always' | 'never' }
  capture_method?: PaymentIntent['capture_method']
  confirm?: boolean
  confirmation_method?: PaymentIntent['confirmation_method']
}
