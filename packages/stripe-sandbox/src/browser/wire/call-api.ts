import { encodeForm } from './encode-form.ts'
import { isRecord, type UnknownRecord } from './is-record.ts'
import { toStripeError, type StripeError } from './stripe-error.ts'

/** Where the sandbox is and who asks. The publishable key travels as the bearer, as in the REST API. */
export interface ApiCaller {
  readonly origin: string
  readonly key: string
  readonly stripeAccount?: string | undefined
}

export interface ApiRequest {
  method: 'GET' | 'POST'
  path: string
  params: UnknownRecord
}

export type ApiAnswer = { object: UnknownRecord; error?: never } | { object?: never; error: StripeError }

/** One call of the sandbox's `/v1`. Never rejects: what goes wrong on the way is an `api_connection_error`. */
export async function callApi(caller: ApiCaller, { method, path, params }: ApiRequest): Promise<ApiAnswer> {
  const form = encodeForm(params)
  const url = new URL(path, caller.origin)
  if (method === 'GET') url.search = form.toString()

  const headers: Record<string, string> = { authorization: `Bearer ${caller.key}` }
  if (caller.stripeAccount) headers['stripe-account'] = caller.stripeAccount
  try {
    const response = await fetch(url, { method, headers, ...(method === 'POST' ? { body: form } : {}) })
    const body: unknown = await response.json().catch(() => undefined)
    if (response.ok && isRecord(body)) return { object: body }
    return { error: toStripeError(body, response.status) }
  } catch {
    const message =
      'We are experiencing issues connecting to our payments provider. Please check your connection and try again.'
    return { error: { type: 'api_connection_error', message } }
  }
}
