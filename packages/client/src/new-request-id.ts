import { uuidOf } from './uuid-of.ts'

/**
 * A fresh id for one intent of the caller, a random UUID. Send the same one again when you mean the same: `createRequestIds` keeps
 * them over a reload. Throws where there is no source of randomness, as in React Native without a polyfill.
 */
export function newRequestId(): string {
  // Pages without TLS have `getRandomValues` only.
  if (typeof crypto.randomUUID === 'function') return crypto.randomUUID()
  return uuidOf(crypto.getRandomValues(new Uint8Array(16)), 4)
}
