import { callApi, type ApiCaller } from '../wire/call-api.ts'
import type { UnknownRecord } from '../wire/is-record.ts'
import { intentOf } from './client-secret.ts'

/** Reads an intent by its client secret: `{ paymentIntent }`, `{ setupIntent }` or `{ error }`. */
export async function retrieveIntent(caller: ApiCaller, secret: unknown, method: string): Promise<UnknownRecord> {
  const { id, path, params } = intentOf(secret, `stripe.${method}`)
  const { object, error } = await callApi(caller, { method: 'GET', path, params })
  if (error) return { error }
  return { [id.startsWith('pi_') ? 'paymentIntent' : 'setupIntent']: object }
}
