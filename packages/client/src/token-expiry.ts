/** When a JWT runs out, in milliseconds since 1970; null when that cannot be read. Nothing is verified: the API does that. */
export function expiryOf(token: string): number | null {
  const [, payload] = token.split('.')
  if (payload === undefined) return null
  try {
    const { exp } = JSON.parse(atob(payload.replaceAll('-', '+').replaceAll('_', '/'))) as { exp?: unknown }
    return typeof exp === 'number' ? exp * 1_000 : null
  } catch {
    return null
  }
}
