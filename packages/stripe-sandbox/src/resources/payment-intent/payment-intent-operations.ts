import { invalidRequest, StripeError } from '../../http/stripe-error.ts'
import type { Context } from '../context.ts'
import { defineOperation, type Operation } from '../operation.ts'
import { withCardData } from '../payment-method/card-data-schema.ts'
import { listPage, type ListParams } from '../shared/list-page.ts'
import type { VerifyParams } from '../bank-verification/bank-verification.ts'
import { cancelPaymentIntent } from './cancel-payment-intent.ts'
import { capturePaymentIntent, type CaptureParams } from './capture-payment-intent.ts'
import { confirmPaymentIntent } from './confirm-payment-intent.ts'
import { createPaymentIntent } from './create-payment-intent.ts'
import type { PaymentIntent } from './payment-intent.ts'
import type { ChangeParams, ConfirmParams, CreateParams } from './payment-intent-params.ts'
import { presentToBrowser } from './present-to-browser.ts'
import { verifyBankAccount } from './verify-bank-account.ts'
import { updatePaymentIntent } from './update-payment-intent.ts'

const all = '/v1/payment_intents'
const one = `${all}/{id}`

export const paymentIntentOperations: readonly Operation[] = [
  defineOperation<CreateParams>({
    method: 'POST',
    path: all,
    schema: (contract) => withCardData(contract),
    run: (context, { params }) => createPaymentIntent(context, params),
  }),
  defineOperation<ListParams & { customer?: string }>({
    method: 'GET',
    path: all,
    run(context, { params }) {
      const table = context.state.table('payment_intent')
      const { customer } = params
      return listPage({
        table,
        url: all,
        params,
        ...(customer !== undefined && { among: table.where('customer', customer) }),
      })
    },
  }),
  defineOperation<{ client_secret?: string }>({
    method: 'GET',
    path: one,
    forBrowsers: true,
    run: (context, { id, params }) => present(context, find(context, id, params.client_secret)),
  }),
  defineOperation<ChangeParams>({
    method: 'POST',
    path: one,
    schema: (contract) => withCardData(contract),
    run: (context, { id, params }) => updatePaymentIntent(context, find(context, id), params),
  }),
  defineOperation<ConfirmParams>({
    method: 'POST',
    path: `${one}/confirm`,
    forBrowsers: true,
    schema: (contract) => withCardData(contract),
    run: (context, { id, params }) => confirm(context, id, params),
  }),
  defineOperation<VerifyParams>({
    method: 'POST',
    path: `${one}/verify_microdeposits`,
    forBrowsers: true,
    run: (context, { id, params }) =>
      present(context, verifyBankAccount(context, find(context, id, params.client_secret), params)),
  }),
  defineOperation<{ cancellation_reason?: string }>({
    method: 'POST',
    path: `${one}/cancel`,
    run: (context, { id, params }) => cancelPaymentIntent(context, find(context, id), params.cancellation_reason),
  }),
  defineOperation<CaptureParams>({
    method: 'POST',
    path: `${one}/capture`,
    run: (context, { id, params }) => capturePaymentIntent(context, find(context, id), params),
  }),
]

/** Whoever asks with a publishable key must know the secret of this payment. */
function find(context: Context, id: string, clientSecret?: string): PaymentIntent {
  const intent = context.get('payment_intent', id)
  if (clientSecret === undefined && context.isBrowser) {
    throw invalidRequest({
      message: 'Missing required param: client_secret.',
      param: 'client_secret',
      code: 'parameter_missing',
    })
  }
  if (clientSecret === undefined || clientSecret === intent.client_secret) return intent
  const message = 'The client_secret provided does not match the client_secret associated with the PaymentIntent.'
  throw invalidRequest({ message, param: 'client_secret', code: 'payment_intent_invalid_parameter' })
}

function confirm(context: Context, id: string, { client_secret: secret, ...params }: ConfirmParams): object {
  try {
    return present(context, confirmPaymentIntent(context, find(context, id, secret), params))
  } catch (error) {
    const intent = error instanceof StripeError ? error.body.payment_intent : undefined
    if (!context.isBrowser || !(error instanceof StripeError) || !intent) throw error
    // The shape of the error says a whole payment; browsers see less of it.
    throw new StripeError(error.status, { ...error.body, payment_intent: presentToBrowser(intent) as PaymentIntent })
  }
}

const present = (context: Context, intent: PaymentIntent): object =>
  context.isBrowser ? presentToBrowser(intent) : intent
