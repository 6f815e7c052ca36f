import type { MandateData } from '../mandate/mandate.ts'
import type { CardOptions } from '../payment-intent/payment-intent.ts'
import type { PaymentMethodParams } from '../payment-method/create-payment-method.ts'
import type { MetadataParams } from '../shared/metadata.ts'
import type { SetupIntent } from './setup-intent.ts'

export interface ChangeSetupParams {
  allowed_payment_method_types?: string[] | ''
  customer?: string
  description?: string
  excluded_payment_method_types?: string[] | ''
  metadata?: MetadataParams
  payment_method?: string
  payment_method_data?: PaymentMethodParams
  payment_method_options?: { card?: Partial<Pick<CardOptions, 'request_three_d_secure'>> | '' }
}

export interface ConfirmSetupParams {
  client_secret?: string
  confirmation_token?: string
  mandate_data?: MandateData
  payment_method?: string
  payment_method_data?: PaymentMethodParams
  payment_method_options?: { card?: Partial<Pick<CardOptions, 'request_three_d_secure'>> | '' }
  return_url?: string
  use_stripe_sdk?: boolean
}

export interface CreateSetupParams extends ChangeSetupParams, ConfirmSetupParams {
  automatic_payment_methods?: { enabled: boolean; allow_redirects?: 'always' | 'never' }
  confirm?: boolean
  usage?: SetupIntent['usage']
}
