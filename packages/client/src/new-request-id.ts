/**
 * A fresh id for one intent of the caller, a random UUID. Send the same one again when you mean the same: `createRequestIds` keeps
 * them over a reload. Throws where there is no source of randomness, as in React Native without a polyfill.
 */
export function newRequestId(): string {
  // Pages without TLS have `getRandomValues` only.
  if (typeof crypto.randomUUID === 'function') return crypto.randomUUID()
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  const hex = [...bytes].map((byte, at) => withVersion(byte, at).toString(16).padStart(2, '0')).join('')
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}

/** Version 4 and variant 1, as RFC 9562 places them. */
function withVersion(byte: number, at: number): number {
  if (at === 6) return (byte & 0x0f) | 0x40
  return at === 8 ? (byte & 0x3f) | 0x80 : byte
}
