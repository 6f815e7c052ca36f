import { asRecord, type UnknownRecord } from '../wire/is-record.ts'
import { IntegrationError } from './integration-error.ts'
import type { StripeContext } from './stripe-context.ts'

/**
 * `{ confirmationToken }` of what is typed in the group's elements. The card goes from the frame to the sandbox.
 *
 * @throws {IntegrationError} without `elements`, or before `elements.submit()`
 */
export async function createConfirmationToken(context: StripeContext, input: UnknownRecord): Promise<UnknownRecord> {
  const group = context.groupOf(input['elements'])
  if (!group.isSubmitted) {
    throw new IntegrationError('elements.submit() must be called before stripe.createConfirmationToken().')
  }
  const answer = await group.ask('createConfirmationToken', asRecord(input['params']))
  return answer.error ? { error: answer.error } : { confirmationToken: answer.value }
}
