import { randomText } from '../state/create-id.ts'
import type { State } from '../state/state.ts'
import { hide } from './check-api-key.ts'
import { invalidRequest } from './stripe-error.ts'

export type Permission = 'none' | 'read' | 'write'

/** By resource as its path names it, such as `payment_intents`; what is not named is not allowed. */
export type Permissions = Record<string, Permission>

export interface RestrictedKey {
  /** The key. */
  id: string
  permissions: Permissions
}

/** @throws {TypeError} for a permission that does not exist */
export function addRestrictedKey(state: State, permissions: Permissions): string {
  for (const [resource, permission] of Object.entries(permissions)) {
    if (!['none', 'read', 'write'].includes(permission))
      throw new TypeError(`${resource} can be none, read or write, not ${permission}.`)
  }
  const key = `rk_test_${randomText(24)}`
  state.table('restricted_key').put({ id: key, permissions })
  return key
}

/** A restricted key that the sandbox did not make may do everything. @throws {StripeError} 403 */
export function checkRestrictedKey(
  state: State,
  key: string,
  { method, path }: { method: string; path: string },
): void {
  const known = state.table('restricted_key').get(key)
  if (!known) return
  const resource = path.split('/')[2] ?? ''
  const needed = method === 'GET' ? 'read' : 'write'
  const granted = known.permissions[resource] ?? 'none'
  if (granted === 'write' || granted === needed) return
  const message = `The provided key '${hide(key)}' does not have the required permissions for this endpoint on account 'acct_sandbox'. Having the 'rak_${singular(resource)}_${needed}' permission would allow this request to continue.`
  throw invalidRequest({ message }, 403)
}

const singular = (resource: string): string => resource.replace(/s$/, '')
