import { authenticationError } from './stripe-error.ts'

export type KeyKind = 'secret' | 'restricted' | 'publishable'

/** Any test key will do; a live key has no business here. @throws {StripeError} 401 */
export function checkApiKey(authorization: string | undefined): KeyKind {
  const key = readKey(authorization)
  if (key === '') {
    throw authenticationError(
      "You did not provide an API key. You need to provide your API key in the Authorization header, using Bearer auth (e.g. 'Authorization: Bearer YOUR_SECRET_KEY'). See https://stripe.com/docs/api#authentication for details, or we can help at https://support.stripe.com/.",
    )
  }
  const kind = /^(sk|rk|pk)_test_\w+$/.exec(key)?.[1]
  if (kind === 'sk') return 'secret'
  if (kind === 'rk') return 'restricted'
  if (kind === 'pk') return 'publishable'
  if (/^(sk|rk|pk)_live_/.test(key)) {
    throw authenticationError('A live key was sent to a sandbox. Use a test key here, and keep the live one out of it.')
  }
  throw authenticationError(`Invalid API Key provided: ${hide(key)}`)
}

/** The key as it was sent; empty when there is none. */
export function readKey(authorization = ''): string {
  const [scheme = '', value = ''] = authorization.trim().split(/\s+/, 2)
  if (scheme.toLowerCase() === 'bearer') return value
  if (scheme.toLowerCase() !== 'basic') return ''
  return Buffer.from(value, 'base64').toString('utf8').split(':')[0] ?? ''
}

/** As Stripe shows a key: the start and the last four. */
export function hide(key: string): string {
  const start = /^(?:[a-z]{2}_(?:test|live)_)?/.exec(key)?.[0] ?? ''
  const hidden = Math.max(0, key.length - start.length - 4)
  return `${start}${'*'.repeat(hidden)}${key.slice(start.length).slice(-4)}`
}
