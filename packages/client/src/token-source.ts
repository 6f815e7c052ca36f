/** Gives the access token; null when nobody is signed in. */
export type GetToken = (options?: { fresh?: boolean }) => Promise<string | null> | string | null

export interface TokenSource {
  headers(): Promise<Record<string, string>>
  /** Has the next request ask for a renewed token. False when there is none to renew. */
  renew(): boolean
  /** `fetch` with the token, once more with a renewed one after a 401. */
  fetch(url: string | URL, init: Omit<RequestInit, 'headers'> & { headers: Record<string, string> }): Promise<Response>
}

export function createTokenSource(getToken: GetToken): TokenSource {
  let hadToken = false
  let isStale = false

  const headers = async (): Promise<Record<string, string>> => {
    const fresh = isStale
    isStale = false
    const token = await getToken({ fresh })
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
