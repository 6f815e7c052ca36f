import { readEnvironment, refuseSandboxBesideLiveKey, sharedVariables } from '@azora/payments-core/environment'
import { z } from 'zod'

const signingSecrets = z
  .string()
  .transform((text) => text.split(',').map((secret) => secret.trim()))
  .pipe(
    z
      .array(z.string().regex(/^whsec_\S{16,}$/, 'must be signing secrets of Stripe (whsec_…), separated by commas'))
      .min(1),
  )

const Environment = z
  .object({
    ...sharedVariables,
    WEBHOOK_PORT: z.coerce.number().int().min(0).max(65_535).default(3001),
    ROLE: z.enum(['all', 'receiver', 'worker']).default('all'),
    STRIPE_WEBHOOK_SECRETS: signingSecrets,
  })
  .superRefine((env, check) =>
    refuseSandboxBesideLiveKey(env, check, ['STRIPE_API_BASE', 'CLOCK_URL', 'RESEND_BASE_URL']),
  )

export type Env = z.infer<typeof Environment>

/** The process's settings. @throws {Error} as `readEnvironment` does */
export const readEnv = (source: NodeJS.ProcessEnv = process.env): Env => readEnvironment('webhook', Environment, source)
