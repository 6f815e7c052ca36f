/** 128 random bits in hex. `crypto.randomUUID` would be missing on plain-http addresses other than localhost. */
export function randomId(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('')
}
