import { callApi } from '../wire/call-api.ts'
import { asRecord, type UnknownRecord } from '../wire/is-record.ts'
import { framedElementOf } from './framed-element.ts'
import type { StripeContext } from './stripe-context.ts'

/**
 * `{ paymentMethod }` of what is typed: in a group's elements, validated first, or in a card Element. What a shop knows
 * itself (a token, a bank account) is sent as it is.
 */
export async function createPaymentMethod(context: StripeContext, input: UnknownRecord): Promise<UnknownRecord> {
  const card = framedElementOf(input['card'])
  if (card) {
    const { card: _element, ...params } = input
    return present(await card.ask('createPaymentMethod', params))
  }
  if (!input['elements']) {
    const { object, error } = await callApi(context.caller, {
      method: 'POST',
      path: '/v1/payment_methods',
      params: input,
    })
    return error ? { error } : { paymentMethod: object }
  }
  const group = context.groupOf(input['elements'])
  const submitted = await group.submit()
  if (submitted['error']) return submitted
  return present(await group.ask('createPaymentMethod', asRecord(input['params'])))
}

const present = ({ value, error }: { value?: UnknownRecord; error?: unknown }): UnknownRecord =>
  error ? { error } : { paymentMethod: value }
