import type { PublicConfig } from '@azora/contract/public-config'
import type { UserManager } from 'oidc-client-ts'
import { readStoredUser, type StoredUser } from './stored-user.ts'

export type SessionState = { state: 'anonymous' } | { state: 'signed_in'; name: string; email: string | null }

/** Who is signed in. Tokens stay in `sessionStorage`: they end with the tab, and no other tab can read them. */
export interface Session {
  get: () => SessionState
  subscribe: (listener: () => void) => () => void
  /**
   * The access token, renewed first if it is about to end or if `fresh` is asked for; null when nobody is signed in.
   * @throws when it has to be renewed and the provider cannot be reached
   */
  getToken: (options?: { fresh?: boolean }) => Promise<string | null>
  /** Leaves the page for the provider. Comes back to `returnTo`, a path of ours. */
  signIn: (returnTo: string) => Promise<void>
  /** Finishes what `signIn` began, and says where to go on. @throws when the provider said no */
  completeSignIn: () => Promise<string>
  /** Ends the session here and at the provider, and leaves the page. */
  signOut: () => Promise<void>
}

const renewBeforeSeconds = 30

/**
 * Sign-in with the authorization code flow and PKCE. The library is fetched only to sign in, renew or sign out: neither
 * the shop nor the checkout of somebody who is signed in waits for it.
 */
export function createSession(config: PublicConfig['signIn']): Session {
  let state = stateOf(readStoredUser(config))
  let managerPromise: Promise<UserManager> | undefined
  let renewal: Promise<void> | undefined
  const listeners = new Set<() => void>()

  const manager = () => {
    managerPromise ??= createManager(config).catch((error: unknown) => {
      managerPromise = undefined
      throw error
    })
    return managerPromise
  }
  const show = () => {
    state = stateOf(readStoredUser(config))
    for (const listener of listeners) listener()
  }
  const renew = () => {
    renewal ??= renewUser(manager).finally(() => {
      renewal = undefined
      show()
    })
    return renewal
  }

  return {
    get: () => state,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    async getToken({ fresh = false } = {}) {
      const user = readStoredUser(config)
      if (!user) return null
      const isEnding = user.expires_at - Date.now() / 1000 < renewBeforeSeconds
      if (fresh || isEnding) await renew()
      return readStoredUser(config)?.access_token ?? null
    },
    async signIn(returnTo) {
      await (await manager()).signinRedirect({ state: returnTo })
    },
    async completeSignIn() {
      const user = await (await manager()).signinRedirectCallback()
      show()
      return ownPath(user.state)
    },
    async signOut() {
      await (await manager()).signoutRedirect()
    },
  }
}

async function createManager(config: PublicConfig['signIn']): Promise<UserManager> {
  const { UserManager, WebStorageStateStore } = await import('oidc-client-ts')
  return new UserManager({
    authority: config.issuer,
    client_id: config.clientId,
    redirect_uri: `${location.origin}/sign-in/callback`,
    post_logout_redirect_uri: `${location.origin}/`,
    scope: 'openid profile email offline_access',
    userStore: new WebStorageStateStore({ store: sessionStorage }),
    stateStore: new WebStorageStateStore({ store: sessionStorage }),
    automaticSilentRenew: false,
    monitorSession: false,
  })
}

/** The provider's "no" ends the session. A provider that cannot be reached does not: the caller gets the error. */
async function renewUser(manager: () => Promise<UserManager>): Promise<void> {
  const [{ ErrorResponse }, it] = await Promise.all([import('oidc-client-ts'), manager()])
  try {
    await it.signinSilent()
  } catch (error) {
    if (!(error instanceof ErrorResponse)) throw error
    await it.removeUser()
  }
}

function stateOf(user: StoredUser | null): SessionState {
  if (!user) return { state: 'anonymous' }
  const { sub, name, email } = user.profile
  return { state: 'signed_in', name: name ?? sub, email: email ?? null }
}

/** Only a path of ours: whatever else a state carries leads home. */
function ownPath(state: unknown): string {
  return typeof state === 'string' && state.startsWith('/') && !state.startsWith('//') ? state : '/'
}
