import { invalidRequest } from '../../http/stripe-error.ts'
import { createId, randomText } from '../../state/create-id.ts'
import type { Context } from '../context.ts'
import { changeSetupIntent } from './change-setup-intent.ts'
import { confirmSetupIntent } from './confirm-setup-intent.ts'
import type { SetupIntent } from './setup-intent.ts'
import type { CreateSetupParams } from './setup-intent-params.ts'

/** Makes a setup, and confirms it when asked. @throws {StripeError} what `confirmSetupIntent` throws */
export function createSetupIntent(context: Context, params: CreateSetupParams): SetupIntent {
  const { confirm, confirmation_token: token, mandate_data: mandate, return_url: back } = params
  const isConfirmParam = token !== undefined || mandate !== undefined || back !== undefined
  if (confirm !== true && isConfirmParam) {
    const param = token !== undefined ? 'confirmation_token' : mandate === undefined ? 'return_url' : 'mandate_data'
    const message = `You cannot provide ${param} when creating a SetupIntent without also setting confirm to true.`
    throw invalidRequest({ message, param })
  }
  const draft = changeSetupIntent(context, blankSetup(context, params), params)
  const status = draft.payment_method === null ? 'requires_payment_method' : 'requires_confirmation'
  const intent = context.state.table('setup_intent').put<SetupIntent>({ ...draft, status })
  context.emit({ type: 'setup_intent.created', object: intent })
  if (confirm !== true) return intent
  const { payment_method: _id, payment_method_data: _data, ...rest } = params
  return confirmSetupIntent(context, intent, rest)
}

function blankSetup(context: Context, params: CreateSetupParams): SetupIntent {
  const id = createId('seti')
  const { allowed_payment_method_types: allowed, automatic_payment_methods: automatic } = params
  const isAutomatic = !allowed && automatic?.enabled !== false
  return {
    id,
    object: 'setup_intent',
    allowed_payment_method_types: null,
    application: null,
    automatic_payment_methods: isAutomatic
      ? { allow_redirects: automatic?.allow_redirects ?? 'always', enabled: true }
      : null,
    cancellation_reason: null,
    client_secret: `${id}_secret_${randomText(25)}`,
    created: context.now,
    customer: null,
    customer_account: null,
    description: null,
    excluded_payment_method_types: null,
    flow_directions: null,
    last_setup_error: null,
    latest_attempt: null,
    livemode: false,
    mandate: null,
    metadata: {},
    next_action: null,
    on_behalf_of: null,
    payment_method: null,
    payment_method_configuration_details: null,
    payment_method_options: { card: { mandate_options: null, network: null, request_three_d_secure: 'automatic' } },
    payment_method_types: ['card'],
    single_use_mandate: null,
    status: 'requires_payment_method',
    usage: params.usage ?? 'off_session',
  }
}
