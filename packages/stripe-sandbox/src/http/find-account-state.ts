import type { State } from '../state/state.ts'
import { StripeError } from './stripe-error.ts'

/**
 * What a request may see: the objects of the account that `Stripe-Account` names, or of the key's own.
 *
 * @throws {StripeError} 403 account_invalid, when no such account is connected
 */
export function findAccountState(state: State, account: string | string[] | undefined): State {
  if (typeof account !== 'string' || account === '') return state
  if (state.table('account').get(account)) return state.ofAccount(account)
  const message = `The provided key does not have access to account '${account}' (or that account does not exist). Application access may have been revoked.`
  throw new StripeError(403, { type: 'invalid_request_error', code: 'account_invalid', message })
}
