import { readEnvironment, refuseSandboxBesideLiveKey, sharedVariables } from '@azora/payments-core/environment'
import { z } from 'zod'

/** A secret is drawn at random; what stands in its place, `whsec_xxxxxxxx` say, repeats itself. */
const isDrawn = (secret: string): boolean => new Set(secret.replace('whsec_', '')).size >= 8

const signingSecret = z
  .string()
  .regex(/^whsec_[a-z\d+/=]{16,}$/i, 'must be signing secrets of Stripe (whsec_…), separated by commas')
  .refine(isDrawn, 'is a placeholder: take the secret that Stripe shows for the endpoint')

const signingSecrets = z
  .string()
  .transform((text) => text.split(',').map((secret) => secret.trim()))
  .pipe(z.array(signingSecret).min(1))

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
