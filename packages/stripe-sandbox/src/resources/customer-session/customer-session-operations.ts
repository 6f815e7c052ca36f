import { invalidRequest } from '../../http/stripe-error.ts'
import type { Context } from '../context.ts'
import { defineOperation, type Operation } from '../operation.ts'
import type { PaymentMethod } from '../payment-method/payment-method.ts'
import { createCustomerSession, type CreateCustomerSession } from './create-customer-session.ts'
import type { CustomerSession } from './customer-session.ts'

export const customerSessionOperations: readonly Operation[] = [
  defineOperation<CreateCustomerSession>({
    method: 'POST',
    path: '/v1/customer_sessions',
    run: (context, { params }) => createCustomerSession(context, params),
  }),
  // Elements ask this when they start; the public contract leaves it out.
  defineOperation<{ customer_session_client_secret: string }>({
    method: 'GET',
    path: '/v1/elements/sessions',
    forBrowsers: true,
    schema: () => ({
      type: 'object',
      properties: { customer_session_client_secret: { type: 'string' } },
      required: ['customer_session_client_secret'],
      additionalProperties: false,
    }),
    run(context, { params }) {
      const customer_session = findSession(context, params.customer_session_client_secret)
      const payment_methods = savedMethods(context, customer_session)
      return { object: 'elements_session', customer: { customer_session, payment_methods } }
    },
  }),
]

function findSession(context: Context, secret: string): CustomerSession {
  const session = context.state.table('customer_session').get(secret)?.session
  const param = 'customer_session_client_secret'
  if (!session) throw invalidRequest({ message: 'No such customer session.', param, code: 'resource_missing' })
  if (session.expires_at > context.now) return session
  throw invalidRequest({ message: 'This customer session has expired. Create a new one.', param })
}

/** Newest first, as many as the session lets a page show. */
function savedMethods(context: Context, { customer, components }: CustomerSession): PaymentMethod[] {
  const features = components.payment_element.features
  if (features?.payment_method_redisplay !== 'enabled') return []
  const shown = new Set(features.payment_method_allow_redisplay_filters)
  const methods = context.state.table('payment_method').where('customer', customer)
  return methods
    .filter((method) => shown.has(method.allow_redisplay))
    .toReversed()
    .slice(0, features.payment_method_redisplay_limit ?? undefined)
}
