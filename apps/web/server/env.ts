import {
  isLiveKey,
  readEnvironment,
  refuseSandboxBesideLiveKey,
  sharedVariables,
} from '@azora/payments-core/environment'
import { z } from 'zod'

const httpUrl = z.url({ protocol: /^https?$/ })

const Environment = z
  .object({
    ...sharedVariables,
    WEB_PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
    STRIPE_PUBLISHABLE_KEY: z.string().regex(/^pk_(test|live)_\S+$/, 'must be a publishable key of Stripe'),
    STRIPE_JS_URL: httpUrl.optional(),
    MAIL_SANDBOX_URL: httpUrl.optional(),
    OIDC_ISSUER: httpUrl,
    OIDC_CLIENT_ID: z.string().min(1).default('azora-web'),
    OIDC_AUDIENCE: z.string().min(1).default('azora-payments'),
  })
  .superRefine((env, check) => {
    const isLive = isLiveKey(env.STRIPE_SECRET_KEY)
    const refuse = (name: keyof typeof env, message: string) =>
      check.addIssue({ code: 'custom', path: [name], message })

    if (isLive !== isLiveKey(env.STRIPE_PUBLISHABLE_KEY)) {
      refuse('STRIPE_PUBLISHABLE_KEY', 'must be of the same mode (test or live) as STRIPE_SECRET_KEY')
    }
    if (Boolean(env.STRIPE_API_BASE) !== Boolean(env.STRIPE_JS_URL)) {
      refuse(
        'STRIPE_JS_URL',
        'must be set together with STRIPE_API_BASE, so that the page and the server use the same Stripe',
      )
    }
    refuseSandboxBesideLiveKey(env, check, [
      'STRIPE_API_BASE',
      'STRIPE_JS_URL',
      'CLOCK_URL',
      'MAIL_SANDBOX_URL',
      'RESEND_BASE_URL',
    ])
    if (!isLive) return
    for (const name of ['PUBLIC_URL', 'OIDC_ISSUER'] as const) {
      if (!env[name].startsWith('https://')) refuse(name, 'must begin with https:// when the keys are live')
    }
  })

export type Env = z.infer<typeof Environment>

/** The process's settings. @throws {Error} as `readEnvironment` does */
export const readEnv = (source: NodeJS.ProcessEnv = process.env): Env => readEnvironment('web', Environment, source)
