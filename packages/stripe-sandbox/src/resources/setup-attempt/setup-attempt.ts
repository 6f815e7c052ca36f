import type { StripeErrorBody } from '../../http/stripe-error.ts'
import type { ThreeDSecureDetails } from '../charge/charge.ts'
import type { PaymentMethodCard } from '../payment-method/payment-method.ts'

export type SetupAttemptCard = Pick<
  PaymentMethodCard,
  'brand' | 'checks' | 'country' | 'exp_month' | 'exp_year' | 'fingerprint' | 'funding' | 'last4' | 'wallet'
> & { network: string; three_d_secure: Omit<ThreeDSecureDetails, 'exemption_indicator'> | null }

/** One confirmation of a setup, and how it went. */
export interface SetupAttempt {
  id: string
  object: 'setup_attempt'
  application: null
  created: number
  customer: string | null
  customer_account: null
  flow_directions: null
  livemode: false
  on_behalf_of: null
  payment_method: string
  payment_method_details:
    | { type: 'card'; card: SetupAttemptCard }
    | { type: 'link'; link: Record<string, never> }
    | { type: 'sepa_debit'; sepa_debit: Record<string, never> }
    | { type: 'us_bank_account'; us_bank_account: Record<string, never> }
  setup_error: StripeErrorBody | null
  setup_intent: string
  status: 'abandoned' | 'failed' | 'processing' | 'requires_action' | 'requires_confirmation' | 'succeeded'
  usage: string
}
