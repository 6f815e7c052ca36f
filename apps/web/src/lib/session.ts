import type { PublicConfig } from '@azora/contract/public-config'
import type { User, UserManager } from 'oidc-client-ts'

export type SessionState =
  | { state: 'loading' }
  | { state: 'anonymous' }
  | { state: 'signed_in'; name: string; email: string | null }

/** Who is signed in. Tokens stay in `sessionStorage` and here; nobody else gets to see more than the access token. */
export interface Session {
  get(): SessionState
  subscribe(listener: () => void): () => void
  /** The access token, renewed if it is about to end or if `fresh` is asked for; null when nobody is signed in. */
  getToken(options?: { fresh?: boolean }): Promise<string | null>
  /** Leaves the page for the provider. Comes back to `returnTo`, a path of ours. */
  signIn(returnTo: string): Promise<void>
  /** Finishes what `signIn` began, and says where to go on. @throws when the provider said no */
  completeSignIn(): Promise<string>
  /** Ends the session here and at the provider, and leaves the page. */
  signOut(): Promise<void>
}

const renewBeforeSeconds = 30

/**
 * Sign-in with the authorization code flow and PKCE. The library is fetched only once somebody signs in or is signed in
 * already, so that the shop opens without it.
 */
export function createSession(config: PublicConfig['signIn']): Session {
  let state: SessionState = { state: hasStoredUser() ? 'loading' : 'anonymous' }
  let managerPromise: Promise<UserManager> | undefined
  let renewal: Promise<User | null> | undefined
  const listeners = new Set<() => void>()

  const manager = () => {
    managerPromise ??= createManager(config, show)
    return managerPromise
  }
  const show = (user: User | null) => {
    state = user
      ? { state: 'signed_in', name: user.profile.name ?? user.profile.sub, email: user.profile.email ?? null }
      : { state: 'anonymous' }
    for (const listener of listeners) listener()
  }
  const renew = async () => {
    renewal ??= renewOnce(manager).finally(() => {
      renewal = undefined
    })
    return renewal
  }

  const session: Session = {
    get: () => state,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    async getToken({ fresh = false } = {}) {
      if (state.state === 'anonymous') return null
      const user = await (await manager()).getUser()
      const isEnding = user?.expires_in !== undefined && user.expires_in < renewBeforeSeconds
      const current = user && (fresh || isEnding) ? await renew() : user
      return current?.access_token ?? null
    },
    async signIn(returnTo) {
      await (await manager()).signinRedirect({ state: returnTo })
    },
    async completeSignIn() {
      const user = await (await manager()).signinRedirectCallback()
      show(user)
      return ownPath(user.state)
    },
    async signOut() {
      await (await manager()).signoutRedirect()
    },
  }

  if (state.state === 'loading') {
    void session
      .getToken()
      .then((token) => token === null && show(null))
      .then(async () => show(await (await manager()).getUser()))
      .catch(() => show(null))
  }
  return session
}

async function createManager(config: PublicConfig['signIn'], show: (user: User | null) => void): Promise<UserManager> {
  const { UserManager, WebStorageStateStore } = await import('oidc-client-ts')
  const manager = new UserManager({
    authority: config.issuer,
    client_id: config.clientId,
    redirect_uri: `${location.origin}/sign-in/callback`,
    post_logout_redirect_uri: `${location.origin}/`,
    scope: 'openid profile email offline_access',
    userStore: new WebStorageStateStore({ store: sessionStorage }),
    stateStore: new WebStorageStateStore({ store: sessionStorage }),
    monitorSession: false,
  })
  manager.events.addUserLoaded(show)
  manager.events.addUserUnloaded(() => show(null))
  return manager
}

/** The provider's "no" ends the session. A provider that cannot be reached does not: the caller gets the error. */
async function renewOnce(manager: () => Promise<UserManager>): Promise<User | null> {
  const [{ ErrorResponse }, it] = await Promise.all([import('oidc-client-ts'), manager()])
  try {
    return await it.signinSilent()
  } catch (error) {
    if (!(error instanceof ErrorResponse)) throw error
    await it.removeUser()
    return null
  }
}

function hasStoredUser(): boolean {
  try {
    return Object.keys(sessionStorage).some((key) => key.startsWith('oidc.user:'))
  } catch {
    return false
  }
}

/** Only a path of ours: whatever else a state carries leads home. */
function ownPath(state: unknown): string {
  return typeof state === 'string' && state.startsWith('/') && !state.startsWith('//') ? state : '/'
}
