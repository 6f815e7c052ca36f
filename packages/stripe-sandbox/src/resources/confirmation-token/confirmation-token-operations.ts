import type { Schema } from '../../contract/load-contract.ts'
import { paramsSchema } from '../../contract/load-contract.ts'
import { defineOperation, type Operation } from '../operation.ts'
import { withCardData } from '../payment-method/card-data-schema.ts'
import { createConfirmationToken, type CreateConfirmationToken } from './create-confirmation-token.ts'

export const confirmationTokenOperations: readonly Operation[] = [
  // Stripe.js calls this one; the public contract leaves it out.
  defineOperation<CreateConfirmationToken>({
    method: 'POST',
    path: '/v1/confirmation_tokens',
    forBrowsers: true,
    schema: browserSchema,
    run: (context, { params }) => createConfirmationToken(context, params),
  }),
  defineOperation<CreateConfirmationToken>({
    method: 'POST',
    path: '/v1/test_helpers/confirmation_tokens',
    schema: (contract) => withCardData(contract),
    run: (context, { params }) => createConfirmationToken(context, params),
  }),
  defineOperation({
    method: 'GET',
    path: '/v1/confirmation_tokens/{id}',
    run: (context, { id }) => context.get('confirmation_token', id),
  }),
]

/** The parameters of the test helper, and what Stripe.js adds about the page. */
function browserSchema(): Schema {
  const helper = withCardData(paramsSchema('POST', '/v1/test_helpers/confirmation_tokens'))
  const confirm = paramsSchema('POST', '/v1/payment_intents/{id}/confirm')?.properties?.['mandate_data']
  const anything: Schema = { type: 'object', additionalProperties: {} }
  return {
    ...helper,
    properties: {
      ...helper.properties,
      ...(confirm && { mandate_data: confirm }),
      use_stripe_sdk: { type: 'boolean' },
      client_context: {
        type: 'object',
        additionalProperties: { anyOf: [{ type: 'string' }, anything, { type: 'array', items: {} }] },
      },
      client_attribution_metadata: { type: 'object', additionalProperties: { type: 'string' } },
      set_as_default_payment_method: { type: 'boolean' },
    },
  }
}
