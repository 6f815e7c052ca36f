import { invalidRequest, StripeError } from '../../http/stripe-error.ts'
import type { VerifyParams } from '../bank-verification/bank-verification.ts'
import type { Context } from '../context.ts'
import { defineOperation, type Operation } from '../operation.ts'
import { withCardData } from '../payment-method/card-data-schema.ts'
import { listPage, type ListParams } from '../shared/list-page.ts'
import { cancelSetupIntent } from './cancel-setup-intent.ts'
import { confirmSetupIntent } from './confirm-setup-intent.ts'
import { createSetupIntent } from './create-setup-intent.ts'
import { presentSetup } from './present-setup.ts'
import type { SetupIntent } from './setup-intent.ts'
import type { ChangeSetupParams, ConfirmSetupParams, CreateSetupParams } from './setup-intent-params.ts'
import { updateSetupIntent } from './update-setup-intent.ts'
import { verifySetupAccount } from './verify-setup-account.ts'

const all = '/v1/setup_intents'
const one = `${all}/{id}`

export const setupIntentOperations: readonly Operation[] = [
  defineOperation<CreateSetupParams>({
    method: 'POST',
    path: all,
    schema: (contract) => withCardData(contract),
    run: (context, { params }) => createSetupIntent(context, params),
  }),
  defineOperation<ListParams & { customer?: string; payment_method?: string }>({
    method: 'GET',
    path: all,
    run(context, { params }) {
      const table = context.state.table('setup_intent')
      const { customer, payment_method: method } = params
      return listPage({
        table,
        url: all,
        params,
        ...(customer !== undefined && { among: table.where('customer', customer) }),
        matches: (intent) => method === undefined || intent.payment_method === method,
      })
    },
  }),
  defineOperation<{ client_secret?: string }>({
    method: 'GET',
    path: one,
    forBrowsers: true,
    run: (context, { id, params }) => presentSetup(context, find(context, id, params.client_secret)),
  }),
  defineOperation<ChangeSetupParams>({
    method: 'POST',
    path: one,
    schema: (contract) => withCardData(contract),
    run: (context, { id, params }) => updateSetupIntent(context, find(context, id), params),
  }),
  defineOperation<ConfirmSetupParams>({
    method: 'POST',
    path: `${one}/confirm`,
    forBrowsers: true,
    schema: (contract) => withCardData(contract),
    run: (context, { id, params }) => confirm(context, id, params),
  }),
  defineOperation<{ cancellation_reason?: string }>({
    method: 'POST',
    path: `${one}/cancel`,
    run: (context, { id, params }) => cancelSetupIntent(context, find(context, id), params.cancellation_reason),
  }),
  defineOperation<VerifyParams>({
    method: 'POST',
    path: `${one}/verify_microdeposits`,
    forBrowsers: true,
    run: (context, { id, params }) =>
      presentSetup(context, verifySetupAccount(context, find(context, id, params.client_secret), params)),
  }),
]

function confirm(context: Context, id: string, { client_secret: secret, ...params }: ConfirmSetupParams): object {
  try {
    return presentSetup(context, confirmSetupIntent(context, find(context, id, secret), params))
  } catch (error) {
    const intent = error instanceof StripeError ? error.body.setup_intent : undefined
    if (!(error instanceof StripeError) || !intent) throw error
    // The shape of the error says a whole setup; browsers see less of it.
    throw new StripeError(error.status, { ...error.body, setup_intent: presentSetup(context, intent) as SetupIntent })
  }
}

/** Whoever asks with a publishable key must know the secret of this setup. */
function find(context: Context, id: string, clientSecret?: string): SetupIntent {
  const intent = context.get('setup_intent', id)
  const param = 'client_secret'
  if (clientSecret === undefined && context.isBrowser) {
    throw invalidRequest({ message: 'Missing required param: client_secret.', param, code: 'parameter_missing' })
  }
  if (clientSecret === undefined || clientSecret === intent.client_secret) return intent
  const message = 'The client_secret provided does not match the client_secret associated with the SetupIntent.'
  throw invalidRequest({ message, param, code: 'setup_intent_invalid_parameter' })
}
