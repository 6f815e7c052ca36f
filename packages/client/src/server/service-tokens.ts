import type { GetToken } from '../token-source.ts'
import { withTimeout } from '../with-timeout.ts'

export interface ServiceTokensOptions {
  /** The token endpoint of the OpenID provider: `https://issuer.example.com/token`. */
  tokenUrl: string
  clientId: string
  clientSecret: string
  /** Whom the tokens are for, where the provider asks for it. */
  audience?: string
  scope?: string
  /** Resource indicator of RFC 8707, where the provider asks for that instead of an audience. */
  resource?: string
  /** How long the provider may take, in milliseconds. Ten seconds unless said. */
  timeoutMs?: number
  now?: () => number
}

/** The provider gave no token. `status` is null when it gave no answer. Says nothing of the secret. */
export class ServiceTokenError extends Error {
  override readonly name = 'ServiceTokenError'
  readonly status: number | null
  /** The provider's code of RFC 6749 section 5.2, such as `invalid_client`. */
  readonly code: string | null

  constructor(status: number | null, code: string | null, options?: ErrorOptions) {
    const answer = status === null ? 'gave no answer' : `answered ${status}${code === null ? '' : ` ${code}`}`
    super(`The token endpoint ${answer}`, options)
    this.status = status
    this.code = code
  }
}

interface Token {
  accessToken: string
  staleAt: number
}

/** A token is renewed while it still lives so long, in milliseconds, or half of its life if that is shorter. */
const marginMs = 30_000

/**
 * Access tokens for a backend, by the client credentials of RFC 6749 section 4.4: `createPaymentsClient({ url, getToken:
 * createServiceTokens(…) })`. One token serves until shortly before it runs out; calls that need one at the same moment share
 * one request. Use it on servers only: whoever has the secret acts for the shop.
 *
 * @throws {ServiceTokenError} from the returned function, and through the client's calls
 */
export function createServiceTokens(options: ServiceTokensOptions): GetToken {
  const { now = Date.now } = options
  let token: Token | undefined
  let asking: Promise<Token> | undefined

  const ask = async (): Promise<string> => {
    asking ??= requestToken(options, now).finally(() => {
      asking = undefined
    })
    token = await asking
    return token.accessToken
  }
  return ({ fresh = false } = {}) => (!fresh && token && now() < token.staleAt ? token.accessToken : ask())
}

async function requestToken(options: ServiceTokensOptions, now: () => number): Promise<Token> {
  const askedAt = now()
  const { status, body } = await post(options)
  // What providers answer with: RFC 6749 sections 5.1 and 5.2.
  const answer = (body ?? {}) as { access_token?: unknown; expires_in?: unknown; error?: unknown }
  if (status !== 200 || typeof answer.access_token !== 'string')
    throw new ServiceTokenError(status, typeof answer.error === 'string' ? answer.error : null)
  // Without a life of its own a token is asked for again each minute.
  const lifeMs = (typeof answer.expires_in === 'number' ? answer.expires_in : 60) * 1_000
  return { accessToken: answer.access_token, staleAt: askedAt + lifeMs - Math.min(marginMs, lifeMs / 2) }
}

async function post(options: ServiceTokensOptions): Promise<{ status: number; body: unknown }> {
  const { tokenUrl, clientId, clientSecret, audience, scope, resource, timeoutMs = 10_000 } = options
  const wanted = { grant_type: 'client_credentials', audience, scope, resource }
  const form = new URLSearchParams(
    Object.entries(wanted).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  )
  try {
    return await withTimeout(timeoutMs, null, async (signal) => {
      const response = await fetch(tokenUrl, {
        method: 'POST',
        headers: { authorization: basic(clientId, clientSecret), accept: 'application/json' },
        body: form,
        signal,
      })
      const body: unknown = await response.json().catch(() => null)
      return { status: response.status, body }
    })
  } catch (cause) {
    throw new ServiceTokenError(null, null, { cause })
  }
}

/** Both halves are form-encoded first, as RFC 6749 section 2.3.1 asks for. */
function basic(clientId: string, clientSecret: string): string {
  const encode = (text: string) => new URLSearchParams([['', text]]).toString().slice(1)
  return `Basic ${btoa(`${encode(clientId)}:${encode(clientSecret)}`)}`
}
