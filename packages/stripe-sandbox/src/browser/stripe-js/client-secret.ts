import type { UnknownRecord } from '../wire/is-record.ts'
import { IntegrationError } from './integration-error.ts'

/** Where the intent behind a client secret is read. @throws {IntegrationError} when it has not the form of one */
export function intentOf(secret: unknown, call: string): { id: string; path: string; params: UnknownRecord } {
  const id = typeof secret === 'string' ? /^((?:pi|seti)_\w+?)_secret_\w+$/.exec(secret)?.[1] : undefined
  if (!id) {
    const shape = 'value should be a client secret of the form ${id}_secret_${secret}'
    throw new IntegrationError(
      `Invalid value for ${call} intent secret: ${shape}. You specified: ${JSON.stringify(secret)}.`,
    )
  }
  const path = id.startsWith('pi_') ? `/v1/payment_intents/${id}` : `/v1/setup_intents/${id}`
  return { id, path, params: { client_secret: secret } }
}
