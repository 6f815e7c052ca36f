import type { PublicConfig } from '@azora/contract/public-config'

/** Who the sign-in library has stored, as far as the pages need it. Times are seconds since 1970, as in the token. */
export interface StoredUser {
  access_token: string
  expires_at: number
  profile: { sub: string; name?: string; email?: string }
}

/**
 * Reads what oidc-client-ts keeps in `sessionStorage` (`User.toStorageString`), so that a page of somebody who is signed
 * in need not fetch the library only to read it. Whatever cannot be read counts as nobody; the library will ask anew.
 */
export function readStoredUser({ issuer, clientId }: PublicConfig['signIn']): StoredUser | null {
  try {
    const text = sessionStorage.getItem(`oidc.user:${issuer}:${clientId}`)
    // Checked below, as far as it is used.
    const user = JSON.parse(text ?? 'null') as Partial<StoredUser> | null
    const isWhole =
      typeof user?.access_token === 'string' &&
      typeof user.expires_at === 'number' &&
      typeof user.profile?.sub === 'string'
    return isWhole ? (user as StoredUser) : null
  } catch {
    return null
  }
}
