import * as z from 'zod'

const port = z.coerce.number().int().min(0).max(65_535)
const secretList = z
  .string()
  .transform((text) => text.split(',').map((secret) => secret.trim()))
  .pipe(
    z
      .array(z.string().regex(/^whsec_\S{16,}$/, 'must be signing secrets of Stripe (whsec_…), separated by commas'))
      .min(1),
  )

const Environment = z
  .object({
    NODE_ENV: z.string().default('development'),
    WEBHOOK_PORT: port.default(3001),
    ROLE: z.enum(['all', 'receiver', 'worker']).default('all'),
    DATABASE_URL: z.url(),
    MERCHANT_ID: z.uuid(),
    STRIPE_SECRET_KEY: z.string().regex(/^(sk|rk)_(test|live)_\S+$/, 'must be a secret or restricted key of Stripe'),
    STRIPE_API_BASE: z.url().optional(),
    STRIPE_WEBHOOK_SECRETS: secretList,
    RESEND_API_KEY: z.string().min(1),
    RESEND_BASE_URL: z.url().optional(),
    MAIL_FROM: z.string().min(3),
    LINK_SECRET: z.string().min(32),
    PUBLIC_URL: z.url(),
    LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error']).default('info'),
  })
  .refine((env) => !(env.STRIPE_SECRET_KEY.includes('_live_') && env.STRIPE_API_BASE), {
    path: ['STRIPE_API_BASE'],
    message: 'must not be set with a live key: a live key goes to Stripe and nowhere else',
  })

export type Env = z.infer<typeof Environment>

/**
 * The process's settings, checked once.
 *
 * @throws {Error} with a sentence for each variable that is missing or wrong; never with a value, which may be a secret
 */
export function readEnv(source: NodeJS.ProcessEnv = process.env): Env {
  const result = Environment.safeParse(source)
  if (result.success) return result.data
  const lines = result.error.issues.map(({ path, message }) => {
    const name = path.join('.')
    return `  ${name}: ${source[name] === undefined ? 'is not set' : message}`
  })
  throw new Error(`The webhook process cannot start. Set these environment variables:\n${lines.join('\n')}`)
}
