import type { UnknownRecord } from '../wire/is-record.ts'
import { framedElementOf } from './framed-element.ts'
import { IntegrationError } from './integration-error.ts'

/**
 * `{ token }` of what is typed in a card Element.
 *
 * @throws {IntegrationError} for anything else: the sandbox makes tokens of cards only
 */
export async function createToken(element: unknown, data: UnknownRecord): Promise<UnknownRecord> {
  const card = framedElementOf(element)
  if (!card) throw new IntegrationError('The Stripe sandbox makes tokens of a mounted card Element only.')
  const { value, error } = await card.ask('createToken', data)
  return error ? { error } : { token: value }
}
