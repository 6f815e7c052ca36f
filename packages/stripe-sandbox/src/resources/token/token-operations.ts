import type { Schema } from '../../contract/load-contract.ts'
import { resourceMissing } from '../../http/stripe-error.ts'
import { defineOperation, type Operation } from '../operation.ts'
import { createToken, type TokenCardParams } from './create-token.ts'

const text: Schema = { type: 'string' }
const whole: Schema = { type: 'integer' }
const addressParts = ['city', 'country', 'line1', 'line2', 'state', 'zip']

/** Of a card only, and made by Stripe.js. The public contract has no tokens, so the parameters are told here. */
const schema: Schema = {
  type: 'object',
  properties: {
    card: {
      type: 'object',
      properties: {
        number: text,
        exp_month: whole,
        exp_year: whole,
        cvc: text,
        name: text,
        currency: text,
        ...Object.fromEntries(addressParts.map((part) => [`address_${part}`, text])),
      },
      additionalProperties: false,
    },
  },
  required: ['card'],
  additionalProperties: false,
}

export const tokenOperations: readonly Operation[] = [
  defineOperation<{ card: TokenCardParams }>({
    method: 'POST',
    path: '/v1/tokens',
    forBrowsers: true,
    schema: () => schema,
    run: (context, { params }) => createToken(context, params.card),
  }),
  defineOperation({
    method: 'GET',
    path: '/v1/tokens/{id}',
    schema: () => ({ type: 'object', properties: {}, additionalProperties: false }),
    run(context, { id }) {
      const token = context.state.table('token').get(id)
      if (!token) throw resourceMissing({ resource: 'token', id })
      return token
    },
  }),
]
