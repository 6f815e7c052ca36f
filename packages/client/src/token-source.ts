import type { ServerClock } from './server-clock.ts'
import { expiryOf } from './token-expiry.ts'

/** Gives the access token; null when nobody is signed in. `fresh` asks for a renewed one. */
export type GetToken = (options?: { fresh?: boolean }) => Promise<string | null> | string | null

export interface TokenSource {
  headers(): Promise<Record<string, string>>
  /** Has the next request ask for a renewed token. False when there is none to renew. */
  renew(): boolean
  /** `fetch` with the token, once more with a renewed one after a 401. */
  fetch(url: string | URL, init: Omit<RequestInit, 'headers'> & { headers: Record<string, string> }): Promise<Response>
}

/** A token that lives no longer than this is not worth a journey, in milliseconds. */
const shortestLifeMs = 5_000

/** A token that has run out by the server's clock is renewed before it is sent; what is no JWT is sent as it is. */
export function createTokenSource(getToken: GetToken, clock: ServerClock): TokenSource {
  let hadToken = false
  let isStale = false

  const hasRunOut = (token: string) => {
    const expiresAt = expiryOf(token)
    return expiresAt !== null && expiresAt - clock.now() < shortestLifeMs
  }
  const headers = async (): Promise<Record<string, string>> => {
    const fresh = isStale
    isStale = false
    const given = await getToken({ fresh })
    const token = given !== null && !fresh && hasRunOut(given) ? await getToken({ fresh: true }) : given
    hadToken = token !== null
    return token === null ? {} : { authorization: `Bearer ${token}` }
  }
  const renew = () => {
    isStale = hadToken
    return hadToken
  }
  return {
    headers,
    renew,
    async fetch(url, init) {
      const send = async () => fetch(url, { ...init, headers: { ...init.headers, ...(await headers()) } })
      const response = await send()
      if (response.status !== 401 || !renew()) return response
      await response.body?.cancel()
      return send()
    },
  }
}
