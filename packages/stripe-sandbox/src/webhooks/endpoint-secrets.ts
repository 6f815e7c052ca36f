import { randomText } from '../state/create-id.ts'

/** The signing secrets of an endpoint, newest first; more than one while a rotation is under way. */
export interface EndpointSecrets {
  id: string
  /** Whether the endpoint gets events without their objects; only the API of v2 could show it. */
  isThin?: boolean
  /** Whether the endpoint gets the events of connected accounts, and only those. */
  isConnect?: boolean
  secrets: readonly { secret: string; expiresAtMs: number | null }[]
}

export const createEndpointSecret = (): string => `whsec_${randomText(32)}`

export function validSecrets(endpoint: EndpointSecrets | undefined, nowMs: number): string[] {
  const all = endpoint?.secrets ?? []
  return all.filter(({ expiresAtMs }) => expiresAtMs === null || expiresAtMs > nowMs).map(({ secret }) => secret)
}

/** Puts a new secret first and lets the others live until `expiresAtMs`. */
export function rotateSecret(endpoint: EndpointSecrets, secret: string, expiresAtMs: number): EndpointSecrets {
  const older = endpoint.secrets.map((entry) => ({ ...entry, expiresAtMs: entry.expiresAtMs ?? expiresAtMs }))
  return { ...endpoint, secrets: [{ secret, expiresAtMs: null }, ...older] }
}
