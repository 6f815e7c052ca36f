import { invalidRequest } from '../../http/stripe-error.ts'
import { createId, randomText } from '../../state/create-id.ts'
import type { Context } from '../context.ts'
import { changePaymentIntent } from './change-payment-intent.ts'
import { confirmPaymentIntent, readyForConfirmation } from './confirm-payment-intent.ts'
import type { PaymentIntent } from './payment-intent.ts'
import type { CreateParams } from './payment-intent-params.ts'

/**
 * Makes a payment, and confirms it when asked. A decline throws with the payment in the error: it exists all the same.
 *
 * @throws {StripeError} card_declined and its kin, amount_too_small, resource_missing, …
 */
export function createPaymentIntent(context: Context, params: CreateParams): PaymentIntent {
  if (params.confirm !== true) refuseConfirmParams(params)
  const { confirmation_token: _token, ...rest } = params
  const draft = changePaymentIntent(context, blankIntent(context, params), rest)
  // What would refuse a confirmation refuses the creation as well, so that nothing is left behind.
  if (params.confirm === true) readyForConfirmation(context, draft, params)
  const status = draft.payment_method === null ? 'requires_payment_method' : 'requires_confirmation'
  const intent = context.state.table('payment_intent').put<PaymentIntent>({ ...draft, status })
  context.emit({ type: 'payment_intent.created', object: intent })
  if (params.confirm !== true) return intent
  const { payment_method: _id, payment_method_data: _data, ...confirm } = params
  return confirmPaymentIntent(context, intent, confirm)
}

function blankIntent(context: Context, params: CreateParams): PaymentIntent {
  const id = createId('pi')
  const automatic = params.automatic_payment_methods
  const { allowed_payment_method_types: allowed } = params
  const isAutomatic = allowed === undefined && automatic?.enabled !== false
  return {
    id,
    object: 'payment_intent',
    allowed_payment_method_types: null,
    amount: params.amount,
    amount_capturable: 0,
    amount_details: { tip: {} },
    amount_received: 0,
    application: null,
    application_fee_amount: null,
    automatic_payment_methods: isAutomatic
      ? { allow_redirects: automatic?.allow_redirects ?? 'always', enabled: true }
      : null,
    canceled_at: null,
    cancellation_reason: null,
    capture_method: params.capture_method ?? 'automatic_async',
    client_secret: `${id}_secret_${randomText(25)}`,
    confirmation_method: params.confirmation_method ?? 'automatic',
    created: context.now,
    currency: params.currency,
    customer: null,
    customer_account: null,
    description: null,
    excluded_payment_method_types: null,
    last_payment_error: null,
    latest_charge: null,
    livemode: false,
    managed_payments: null,
    metadata: {},
    next_action: null,
    on_behalf_of: null,
    payment_method: null,
    payment_method_configuration_details: null,
    payment_method_options: {
      card: { installments: null, mandate_options: null, network: null, request_three_d_secure: 'automatic' },
    },
    payment_method_types: ['card'],
    payment_record: null,
    processing: null,
    receipt_email: null,
    review: null,
    setup_future_usage: null,
    shipping: null,
    source: null,
    statement_descriptor: null,
    statement_descriptor_suffix: null,
    status: 'requires_payment_method',
    transfer_data: null,
    transfer_group: null,
  }
}

const onlyWithConfirm = [
  'confirmation_token',
  'error_on_requires_action',
  'mandate_data',
  'off_session',
  'return_url',
] as const

function refuseConfirmParams(params: CreateParams): void {
  const param = onlyWithConfirm.find((name) => params[name] !== undefined)
  if (param === undefined) return
  const message = `You cannot provide ${param} when creating a PaymentIntent without also setting confirm to true.`
  throw invalidRequest({ message, param })
}
