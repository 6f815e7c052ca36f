import { uuidOf } from '../uuid-of.ts'

/** Ours: a request id of one product is never that of another. */
const namespace = [0x6f, 0x1d, 0x2c, 0x0e, 0x6d, 0x0b, 0x4b, 0x57, 0x9d, 0x0e, 0x2f, 0x7b, 0x6f, 0x3c, 0x8a, 0x11]

/**
 * The request id that follows from a name of your own, such as `bill 2026-12 of ada`: the same name, the same id, on any machine.
 * A script that is run again, or a job that is delivered twice, then sends the same request, and money moves once. The name
 * must say everything that makes the request a different one. A UUID of version 5 (RFC 9562 section 5.5).
 */
export async function requestIdFor(name: string): Promise<string> {
  const text = new TextEncoder().encode(name)
  const bytes = new Uint8Array(namespace.length + text.length)
  bytes.set(namespace)
  bytes.set(text, namespace.length)
  return uuidOf(new Uint8Array(await crypto.subtle.digest('SHA-1', bytes)), 5)
}
