import { createHash } from 'node:crypto'
import { roles } from '@azora/contract/role'
import type { Clock } from '@azora/payments-core/clock'
import type { Caller } from '@azora/payments-core/context'
import { Refusal } from '@azora/payments-core/refusal'
import { jwtVerify, type JWTPayload, type JWTVerifyGetKey, type ProtectedHeaderParameters } from 'jose'
import { createIssuerKeys } from './issuer-keys.ts'

export interface AccessTokenVerifierOptions {
  /** Exactly as in the tokens. */
  issuer: string
  audience: string
  clock: Clock
  /** Where the issuer's keys are; found by discovery when left out. */
  jwksUrl?: string | undefined
}

export interface AccessTokenVerifier {
  /**
   * Whose token this is.
   *
   * @throws {Refusal} unauthenticated for any fault of the token, temporarily_unavailable when the issuer's keys cannot be had
   */
  verify(token: string): Promise<Caller>
}

const clockToleranceSeconds = 5
const maximumTokenLength = 8_192
const acceptedTypes = new Set(['at+jwt', 'application/at+jwt', 'jwt'])

/** What only an id token carries. */
const idTokenClaims = ['nonce', 'at_hash', 'c_hash']

/** Checks access tokens (RFC 9068) against the keys of one issuer. Answers are remembered for a minute at most. */
export function createAccessTokenVerifier(options: AccessTokenVerifierOptions): AccessTokenVerifier {
  const { issuer, audience, clock } = options
  const keys = createIssuerKeys(options)
  const remembered = createCallerMemory(clock)

  return {
    async verify(token) {
      if (token.length > maximumTokenLength) throw unauthenticated()
      const known = remembered.get(token)
      if (known) return known

      const { payload, protectedHeader } = await verifySignature(token, keys, { issuer, audience, clock })
      if (!isAccessToken(payload, protectedHeader)) throw unauthenticated()
      const caller = toCaller(payload)
      remembered.set(token, caller, (payload.exp ?? 0) * 1000)
      return caller
    },
  }
}

const unauthenticated = () => new Refusal({ code: 'unauthenticated' })

async function verifySignature(
  token: string,
  keys: JWTVerifyGetKey,
  { issuer, audience, clock }: Pick<AccessTokenVerifierOptions, 'issuer' | 'audience' | 'clock'>,
) {
  try {
    return await jwtVerify(token, keys, {
      issuer,
      audience,
      algorithms: ['RS256', 'ES256'],
      requiredClaims: ['exp', 'sub'],
      clockTolerance: clockToleranceSeconds,
      currentDate: clock.now(),
    })
  } catch (error) {
    // An outage comes as a refusal of its own; whatever else goes wrong opens nothing.
    throw error instanceof Refusal ? error : unauthenticated()
  }
}

function isAccessToken(payload: JWTPayload, header: ProtectedHeaderParameters): boolean {
  const isTyped = acceptedTypes.has(String(header.typ).toLowerCase())
  const isForApi = idTokenClaims.every((claim) => !(claim in payload))
  return isTyped && isForApi && typeof payload.sub === 'string' && payload.sub.length > 0 && payload.sub.length <= 255
}

function toCaller(payload: JWTPayload): Caller {
  const { sub = '', email, name, roles: claimed } = payload
  return {
    subject: sub,
    email: typeof email === 'string' ? email : null,
    name: typeof name === 'string' ? name : null,
    roles: roles.filter((role) => Array.isArray(claimed) && claimed.includes(role)),
  }
}

const rememberedMs = 60_000
const rememberedTokens = 1_000

/** The least recently used leave first. Keeps hashes, so that a dump of memory gives no token away. */
function createCallerMemory(clock: Clock) {
  const memory = new Map<string, { caller: Caller; until: number }>()
  const keyOf = (token: string) => createHash('sha256').update(token).digest('base64url')
  return {
    get(token: string): Caller | undefined {
      const key = keyOf(token)
      const found = memory.get(key)
      if (!found) return undefined
      memory.delete(key)
      if (found.until <= clock.now().getTime()) return undefined
      memory.set(key, found)
      return found.caller
    },
    set(token: string, caller: Caller, expiresAtMs: number): void {
      const until = Math.min(expiresAtMs, clock.now().getTime() + rememberedMs)
      memory.set(keyOf(token), { caller, until })
      const [oldest] = memory.keys()
      if (memory.size > rememberedTokens && oldest !== undefined) memory.delete(oldest)
    },
  }
}
