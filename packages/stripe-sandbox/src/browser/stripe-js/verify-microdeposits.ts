import { callApi } from '../wire/call-api.ts'
import type { UnknownRecord } from '../wire/is-record.ts'
import { intentOf } from './client-secret.ts'
import type { IntentResult, StripeContext } from './stripe-context.ts'

/** The two amounts, or the code of the statement, with which the holder proves that an account is theirs. */
export async function verifyMicrodeposits(
  context: StripeContext,
  clientSecret: unknown,
  proof: UnknownRecord,
): Promise<IntentResult> {
  const { path, params } = intentOf(clientSecret, 'stripe.verifyMicrodeposits')
  const { object, error } = await callApi(context.caller, {
    method: 'POST',
    path: `${path}/verify_microdeposits`,
    params: { ...params, ...proof },
  })
  return error ? { error } : { intent: object }
}
