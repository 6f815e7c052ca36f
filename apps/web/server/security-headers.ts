import helmet from 'helmet'
import type { RequestHandler } from 'express'
import type { Env } from './env.ts'

/** What the addresses of a page may be, decided by the settings alone. */
export type SecuritySettings = Pick<Env, 'PUBLIC_URL' | 'STRIPE_JS_URL' | 'OIDC_ISSUER'>

const stripe = {
  script: ['https://js.stripe.com', 'https://*.js.stripe.com'],
  frame: ['https://js.stripe.com', 'https://*.js.stripe.com', 'https://hooks.stripe.com'],
  connect: ['https://api.stripe.com'],
  image: ['https://*.stripe.com'],
}

/**
 * The headers of every answer. Scripts come from us and from Stripe; the sandbox's origin is named only where its address
 * is set, and `readEnv` refuses that address beside live keys.
 */
export function securityHeaders({ PUBLIC_URL, STRIPE_JS_URL, OIDC_ISSUER }: SecuritySettings): RequestHandler[] {
  const isHttps = PUBLIC_URL.startsWith('https://')
  const sandbox = STRIPE_JS_URL ? [new URL(STRIPE_JS_URL).origin] : []
  const headers = helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'", ...stripe.script, ...sandbox],
        frameSrc: [...stripe.frame, ...sandbox],
        connectSrc: ["'self'", ...stripe.connect, ...sandbox, new URL(OIDC_ISSUER).origin],
        imgSrc: ["'self'", 'data:', ...stripe.image],
        styleSrc: ["'self'"],
        fontSrc: ["'self'"],
        manifestSrc: ["'self'"],
        formAction: ["'self'"],
        baseUri: ["'none'"],
        objectSrc: ["'none'"],
        frameAncestors: ["'none'"],
        ...(isHttps ? { upgradeInsecureRequests: [] } : {}),
      },
    },
    strictTransportSecurity: isHttps ? { maxAge: 31_536_000, includeSubDomains: true } : false,
    referrerPolicy: { policy: 'strict-origin' },
    xFrameOptions: { action: 'deny' },
    // Stripe's frames are of another origin and may open the bank's window.
    crossOriginOpenerPolicy: { policy: 'same-origin-allow-popups' },
  })
  const payers = [
    'self',
    ...stripe.script.slice(0, 1).map((source) => `"${source}"`),
    ...sandbox.map((source) => `"${source}"`),
  ]
  const permissions: RequestHandler = (_request, response, next) => {
    response.setHeader('permissions-policy', `payment=(${payers.join(' ')}), camera=(), microphone=(), geolocation=()`)
    next()
  }
  return [headers, permissions]
}
