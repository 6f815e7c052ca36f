import type { Clock } from '@azora/payments-core/clock'
import { Refusal } from '@azora/payments-core/refusal'
import { createRemoteJWKSet, errors, type JWTVerifyGetKey } from 'jose'

export interface IssuerKeysOptions {
  issuer: string
  jwksUrl?: string | undefined
  clock: Clock
}

const timeoutMs = 2_000
/** After a failed discovery nobody asks again for this long: an issuer in trouble is not helped by a flood. */
const restMs = 1_000

/**
 * The issuer's public keys, fetched when first needed and again, at most every 30 seconds, for a key id that is not known.
 *
 * @throws {Refusal} temporarily_unavailable from the returned function when the keys cannot be had
 */
export function createIssuerKeys({ issuer, jwksUrl, clock }: IssuerKeysOptions): JWTVerifyGetKey {
  let keys: Promise<JWTVerifyGetKey> | undefined
  let restsUntil = 0

  const find = () => {
    if (clock.now().getTime() < restsUntil) throw unavailable()
    keys ??= toKeySet(issuer, jwksUrl).catch((error: unknown) => {
      keys = undefined
      restsUntil = clock.now().getTime() + restMs
      throw error
    })
    return keys
  }
  return async (header, token) => {
    try {
      const keySet = await find()
      return await keySet(header, token)
    } catch (error) {
      throw isAboutToken(error) ? error : unavailable()
    }
  }
}

const unavailable = () => new Refusal({ code: 'temporarily_unavailable', retryAfterSeconds: 2 })

/** The keys were there and none fits the token. */
const isAboutToken = (error: unknown): boolean =>
  error instanceof errors.JWKSNoMatchingKey ||
  error instanceof errors.JWKSMultipleMatchingKeys ||
  error instanceof errors.JOSENotSupported

async function toKeySet(issuer: string, jwksUrl: string | undefined): Promise<JWTVerifyGetKey> {
  const address = new URL(jwksUrl ?? (await discover(issuer)))
  return createRemoteJWKSet(address, { timeoutDuration: timeoutMs, cooldownDuration: 30_000, cacheMaxAge: 10 * 60_000 })
}

/** Reads where the keys are, and trusts the answer only if it speaks for this very issuer. */
async function discover(issuer: string): Promise<string> {
  const response = await fetch(`${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`, {
    signal: AbortSignal.timeout(timeoutMs),
    redirect: 'error',
  })
  // Checked below: what an issuer sends may be anything.
  const found = (await response.json()) as { issuer?: unknown; jwks_uri?: unknown } | null
  const isSecret = String(found?.jwks_uri).startsWith('https://') || issuer.startsWith('http://')
  if (!response.ok || found?.issuer !== issuer || typeof found.jwks_uri !== 'string' || !isSecret) {
    throw new Error(`The sign-in provider at ${issuer} does not describe itself as that issuer.`)
  }
  return found.jwks_uri
}
