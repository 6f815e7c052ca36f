import * as z from 'zod'

const origin = z.url({ protocol: /^https?$/ }).transform((address) => address.replace(/\/$/, ''))
const optionalUrl = z.url({ protocol: /^https?$/ }).optional()

const Environment = z
  .object({
    NODE_ENV: z.string().default('development'),
    WEB_PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
    PUBLIC_URL: origin,
    DATABASE_URL: z.url(),
    MERCHANT_ID: z.guid(),
    STRIPE_SECRET_KEY: z.string().regex(/^(sk|rk)_(test|live)_\S+$/, 'must be a secret or restricted key of Stripe'),
    STRIPE_PUBLISHABLE_KEY: z.string().regex(/^pk_(test|live)_\S+$/, 'must be a publishable key of Stripe'),
    STRIPE_API_BASE: optionalUrl,
    STRIPE_JS_URL: optionalUrl,
    RESEND_API_KEY: z.string().min(1),
    RESEND_BASE_URL: optionalUrl,
    MAIL_FROM: z.string().min(3),
    MAIL_SANDBOX_URL: optionalUrl,
    OIDC_ISSUER: z.url({ protocol: /^https?$/ }),
    OIDC_CLIENT_ID: z.string().min(1).default('azora-web'),
    OIDC_AUDIENCE: z.string().min(1).default('azora-payments'),
    LINK_SECRET: z.string().min(32, 'must have 32 characters or more'),
    LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error']).default('info'),
  })
  .superRefine((env, check) => {
    const isLive = env.STRIPE_SECRET_KEY.includes('_live_')
    const refuse = (name: keyof typeof env, message: string) =>
      check.addIssue({ code: 'custom', path: [name], message })

    if (isLive !== env.STRIPE_PUBLISHABLE_KEY.startsWith('pk_live_')) {
      refuse('STRIPE_PUBLISHABLE_KEY', 'must be of the same mode (test or live) as STRIPE_SECRET_KEY')
    }
    if (Boolean(env.STRIPE_API_BASE) !== Boolean(env.STRIPE_JS_URL)) {
      refuse(
        'STRIPE_JS_URL',
        'must be set together with STRIPE_API_BASE, so that the page and the server use the same Stripe',
      )
    }
    if (!isLive) return
    for (const name of ['STRIPE_API_BASE', 'STRIPE_JS_URL', 'MAIL_SANDBOX_URL'] as const) {
      if (env[name] !== undefined) refuse(name, 'must not be set with live keys: no sandbox runs beside them')
    }
    for (const name of ['PUBLIC_URL', 'OIDC_ISSUER'] as const) {
      if (!env[name].startsWith('https://')) refuse(name, 'must begin with https:// when the keys are live')
    }
  })

export type Env = z.infer<typeof Environment>

/**
 * The process's settings, checked once.
 *
 * @throws {Error} with a sentence for each variable that is missing or wrong; never with a value, which may be a secret
 */
export function readEnv(source: NodeJS.ProcessEnv = process.env): Env {
  // An empty variable is how shells and container files say "not set".
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ''))
  const result = Environment.safeParse(given)
  if (result.success) return result.data
  const lines = result.error.issues.map(({ path, message }) => {
    const name = path.join('.')
    return `  ${name}: ${given[name] === undefined ? 'is not set' : message}`
  })
  throw new Error(`The web process cannot start. Set these environment variables:\n${lines.join('\n')}`)
}
