import { z } from 'zod'
import { systemClock, type Clock } from './clock.ts'
import { followClock } from './followed-clock.ts'
import type { PaymentContextOptions } from './open-payment-context.ts'

const httpUrl = z.url({ protocol: /^https?$/ })

/** The variables that every process of ours reads: whatever `openPaymentContext` needs. Add a process's own to these. */
export const sharedVariables = {
  NODE_ENV: z.string().default('development'),
  LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error']).default('info'),
  DATABASE_URL: z.url(),
  /** Redis keeps hot answers. Nothing depends on it. */
  REDIS_URL: z.url({ protocol: /^rediss?$/ }).optional(),
  MERCHANT_ID: z.guid(),
  STRIPE_SECRET_KEY: z.string().regex(/^(sk|rk)_(test|live)_\S+$/, 'must be a secret or restricted key of Stripe'),
  STRIPE_API_BASE: httpUrl.optional(),
  /** One call's limit, all calls of one request together, and how many they may be. A lease of 45 s outlives the longest. */
  STRIPE_TIMEOUT_MS: z.coerce.number().int().min(100).max(30_000).default(10_000),
  STRIPE_DEADLINE_MS: z.coerce.number().int().min(1_000).max(30_000).default(20_000),
  STRIPE_MAXIMUM_CALLS: z.coerce.number().int().min(1).max(10).default(5),
  /** Whose time we go by; the sandbox's. */
  CLOCK_URL: httpUrl.optional(),
  RESEND_API_KEY: z.string().min(1),
  RESEND_BASE_URL: httpUrl.optional(),
  MAIL_FROM: z.string().min(3),
  /** Whoever shows it may read `/metrics`; without one nobody may. */
  METRICS_TOKEN: z
    .string()
    .regex(/^[\w.~+/-]{32,}=*$/, 'must have 32 characters or more: letters, digits and . _ ~ + / -')
    .optional(),
  LINK_SECRET: z.string().min(32, 'must have 32 characters or more'),
  /** The shop's origin, without a slash at the end. */
  PUBLIC_URL: httpUrl.transform((address) => address.replace(/\/$/, '')),
  /** How long a payment waits for its shopper before it is cancelled. Stripe's links and tokens do not live longer than a week. */
  ABANDONED_AFTER_HOURS: z.coerce.number().positive().max(168).default(24),
  /** How long the answer to a request is kept for its repeats. Clients may repeat for a day. */
  REQUESTS_KEPT_HOURS: z.coerce.number().min(24).max(8_760).default(48),
  /** How long an event's payload is kept once it was handled. Stripe itself lists it for thirty days. */
  EVENT_PAYLOADS_KEPT_DAYS: z.coerce.number().min(30).max(3_650).default(90),
}

type SharedEnvironment = z.infer<z.ZodObject<typeof sharedVariables>>

/** The token of a laptop, as `packages/local-stack` sets it: no secret, and refused beside live keys. */
const localMetricsToken = 'metrics-of-this-laptop-no-secret'

export const isLiveKey = (key: string): boolean => /^(sk|rk|pk)_live_/.test(key)

/**
 * Reads a process's settings, once, at its start. An empty variable counts as not set, as shells and container files mean it.
 *
 * @throws {Error} with a line for each variable that is missing or wrong; never with a value, which may be a secret
 */
export function readEnvironment<S extends z.ZodType>(
  processName: string,
  schema: S,
  source: NodeJS.ProcessEnv,
): z.infer<S> {
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ''))
  const result = schema.safeParse(given)
  if (result.success) return result.data
  // A variable may hold a list: what is wrong with any of it is said of the variable.
  const lines = result.error.issues.map(({ path: [first], message }) => {
    const name = String(first)
    return `  ${name}: ${given[name] === undefined ? 'is not set' : message}`
  })
  const sentences = [...new Set(lines)].join('\n')
  throw new Error(`The ${processName} process cannot start. Set these environment variables:\n${sentences}`)
}

/** What `openPaymentContext` takes, from the variables. */
export const contextOptionsOf = (env: SharedEnvironment): Omit<PaymentContextOptions, 'log' | 'clock'> => ({
  merchantId: env.MERCHANT_ID,
  databaseUrl: env.DATABASE_URL,
  redisUrl: env.REDIS_URL,
  stripe: {
    secretKey: env.STRIPE_SECRET_KEY,
    apiBase: env.STRIPE_API_BASE,
    timeoutMs: env.STRIPE_TIMEOUT_MS,
    deadlineMs: env.STRIPE_DEADLINE_MS,
    maximumCalls: env.STRIPE_MAXIMUM_CALLS,
  },
  mail: { apiKey: env.RESEND_API_KEY, baseUrl: env.RESEND_BASE_URL, from: env.MAIL_FROM },
  linkSecret: env.LINK_SECRET,
  publicUrl: env.PUBLIC_URL,
  settings: {
    abandonedAfterHours: env.ABANDONED_AFTER_HOURS,
    requestsKeptHours: env.REQUESTS_KEPT_HOURS,
    payloadsKeptDays: env.EVENT_PAYLOADS_KEPT_DAYS,
  },
})

/** The clock of a process: the machine's own, or the one that CLOCK_URL names. @throws when that one does not answer */
export const clockOf = async ({ CLOCK_URL }: Pick<SharedEnvironment, 'CLOCK_URL'>): Promise<Clock> =>
  CLOCK_URL === undefined ? systemClock : followClock(CLOCK_URL)

/** Adds an issue for every sandbox address beside a live key: real money never meets a sandbox. */
export function refuseSandboxBesideLiveKey(
  env: { STRIPE_SECRET_KEY: string } & Record<string, unknown>,
  check: z.RefinementCtx,
  sandboxVariables: readonly string[],
): void {
  if (!isLiveKey(env.STRIPE_SECRET_KEY)) return
  if (env['METRICS_TOKEN'] === localMetricsToken) {
    const message = 'is the one that everybody knows from `npm start`: draw your own beside live keys'
    check.addIssue({ code: 'custom', path: ['METRICS_TOKEN'], message })
  }
  for (const name of sandboxVariables) {
    if (env[name] === undefined) continue
    check.addIssue({
      code: 'custom',
      path: [name],
      message: 'must not be set with live keys: no sandbox runs beside them',
    })
  }
}
