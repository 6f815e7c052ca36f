import type { StripeErrorBody } from '../../http/stripe-error.ts'
import { createId } from '../../state/create-id.ts'
import type { Context } from '../context.ts'
import type { PaymentMethod } from '../payment-method/payment-method.ts'
import type { SetupIntent } from '../setup-intent/setup-intent.ts'
import type { SetupAttempt } from './setup-attempt.ts'

export function startSetupAttempt(context: Context, intent: SetupIntent, method: PaymentMethod): SetupAttempt {
  return context.state.table('setup_attempt').put<SetupAttempt>({
    id: createId('setatt'),
    object: 'setup_attempt',
    application: null,
    created: context.now,
    customer: intent.customer,
    customer_account: null,
    flow_directions: null,
    livemode: false,
    on_behalf_of: null,
    payment_method: method.id,
    payment_method_details: buildDetails(method),
    setup_error: null,
    setup_intent: intent.id,
    status: 'requires_confirmation',
    usage: intent.usage,
  })
}

interface AttemptChange {
  status: SetupAttempt['status']
  error?: StripeErrorBody
  isAuthenticated?: boolean
}

/** Notes how the latest attempt of a setup goes on. */
export function noteSetupAttempt(context: Context, { latest_attempt: id }: SetupIntent, change: AttemptChange): void {
  const attempt = id === null ? undefined : context.state.table('setup_attempt').get(id)
  if (!attempt) return
  const { payment_method_details: details } = attempt
  const passed = change.isAuthenticated && details.type === 'card'
  context.state.table('setup_attempt').put<SetupAttempt>({
    ...attempt,
    ...(passed && {
      payment_method_details: { type: 'card', card: { ...details.card, three_d_secure: buildAuthentication() } },
    }),
    setup_error: change.error ?? null,
    status: change.status,
  })
}

function buildDetails(method: PaymentMethod): SetupAttempt['payment_method_details'] {
  switch (method.type) {
    case 'card': {
      const { brand, checks, country, exp_month, exp_year, fingerprint, funding, last4, wallet } = method.card
      const shown = { brand, checks, country, exp_month, exp_year, fingerprint, funding, last4, wallet }
      return { type: 'card', card: { ...shown, network: brand, three_d_secure: null } }
    }
    case 'link':
      return { type: 'link', link: {} }
    case 'sepa_debit':
      return { type: 'sepa_debit', sepa_debit: {} }
    case 'us_bank_account':
      return { type: 'us_bank_account', us_bank_account: {} }
  }
}

const buildAuthentication = () =>
  ({
    authentication_flow: 'challenge',
    electronic_commerce_indicator: '05',
    result: 'authenticated',
    result_reason: null,
    transaction_id: crypto.randomUUID(),
    version: '2.2.0',
  }) as const
