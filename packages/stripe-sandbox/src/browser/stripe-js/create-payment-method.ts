import { asRecord, type UnknownRecord } from '../wire/is-record.ts'
import { notOffered } from './not-offered.ts'
import type { StripeContext } from './stripe-context.ts'

/** `{ paymentMethod }` of what is typed in the group's elements, validated first. The old form with a card Element is not offered. */
export async function createPaymentMethod(context: StripeContext, input: UnknownRecord): Promise<UnknownRecord> {
  if (!input['elements']) return notOffered('createPaymentMethod with a single Element')()
  const group = context.groupOf(input['elements'])
  const submitted = await group.submit()
  if (submitted['error']) return submitted
  const answer = await group.ask('createPaymentMethod', asRecord(input['params']))
  return answer.error ? { error: answer.error } : { paymentMethod: answer.value }
}
