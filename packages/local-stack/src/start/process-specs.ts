import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { ProcessSpec } from '../supervisor/process-spec.ts'
import type { Secrets } from './secrets.ts'
import type { Settings } from './settings.ts'

type Environment = Record<string, string>
type Input = {
  settings: Settings
  secrets: Secrets
  databaseUrl: string
  root: string
  inherited: Environment
  watch: boolean
}

export const sandboxSecretKey = 'sk_test_sandbox'
/** Opens `/metrics` on a laptop. Everybody knows it, so no process takes it beside live keys. */
const localMetricsToken = 'metrics-of-this-laptop-no-secret'
const sandboxPublishableKey = 'pk_test_sandbox'

export const webhookUrl = ({ ports }: Pick<Settings, 'ports'>): string =>
  `http://localhost:${ports.webhook}/webhooks/stripe`

/** The sandboxes that this run needs, and the applications, each with exactly the environment it reads. */
export function processSpecs(input: Input): ProcessSpec[] {
  return [...sandboxSpecs(input), ...applicationSpecs(input)]
}

function sandboxSpecs({ settings, secrets, inherited }: Input): ProcessSpec[] {
  const { ports, stripe, resendApiKey, oidc } = settings
  const sandbox = (name: string, port: number, env: Environment): ProcessSpec => ({
    name,
    entry: fileURLToPath(new URL(`../${name === 'stripe' ? 'stripe-sandbox' : name}-process.ts`, import.meta.url)),
    env: { ...inherited, DATA_DIR: join(settings.dataDir, name), ...env },
    healthUrl: `http://localhost:${port}${name === 'stripe' ? '/_sandbox/clock' : '/healthz'}`,
    layer: 'sandbox',
  })
  const specs: ProcessSpec[] = []
  if (!stripe) {
    const webhook = { WEBHOOK_URL: webhookUrl(settings), WEBHOOK_SECRET: secrets.webhookSecret }
    specs.push(sandbox('stripe', ports.stripe, { STRIPE_SANDBOX_PORT: String(ports.stripe), ...webhook }))
  }
  if (resendApiKey === undefined) specs.push(sandbox('mail', ports.mail, { MAIL_SANDBOX_PORT: String(ports.mail) }))
  if (!oidc) {
    const client = { OIDC_AUDIENCE: settings.oidcAudience, PUBLIC_URL: settings.publicUrl }
    const port = { SIGN_IN_SANDBOX_PORT: String(ports.signIn), OIDC_ISSUER: `http://localhost:${ports.signIn}` }
    specs.push(sandbox('sign-in', ports.signIn, { ...client, ...port }))
  }
  return specs
}

function applicationSpecs(input: Input): ProcessSpec[] {
  const { settings, root, watch } = input
  const env = { ...input.inherited, ...applicationEnvironment(input) }
  const application = (name: string, entry: string, port: number): ProcessSpec => ({
    name,
    entry: join(root, entry),
    env,
    healthUrl: `http://localhost:${port}/healthz`,
    layer: 'application',
    ...(watch ? { watchFile: join(root, entry) } : {}),
  })
  return [
    application('webhook', 'apps/webhook/dist/main.js', settings.ports.webhook),
    application('web', 'apps/web/dist/server/main.js', settings.ports.web),
  ]
}

/** What web and webhook read; `.env.example` at the root says what each is. */
export function applicationEnvironment({ settings, secrets, databaseUrl, inherited }: Input): Environment {
  const { ports, stripe, resendApiKey, oidc, redisUrl } = settings
  const stripeUrl = `http://localhost:${ports.stripe}`
  const mailUrl = `http://localhost:${ports.mail}`
  const stripeEnv = stripe
    ? {
        STRIPE_SECRET_KEY: stripe.secretKey,
        STRIPE_PUBLISHABLE_KEY: stripe.publishableKey,
        STRIPE_WEBHOOK_SECRETS: stripe.webhookSecrets,
      }
    : {
        STRIPE_SECRET_KEY: sandboxSecretKey,
        STRIPE_PUBLISHABLE_KEY: sandboxPublishableKey,
        STRIPE_WEBHOOK_SECRETS: secrets.webhookSecret,
        STRIPE_API_BASE: stripeUrl,
        STRIPE_JS_URL: `${stripeUrl}/stripe.js`,
        CLOCK_URL: `${stripeUrl}/_sandbox/clock`,
      }
  const mailEnv = resendApiKey
    ? { RESEND_API_KEY: resendApiKey }
    : { RESEND_API_KEY: 're_sandbox', RESEND_BASE_URL: mailUrl, MAIL_SANDBOX_URL: mailUrl }
  return {
    ...stripeEnv,
    ...mailEnv,
    ...(redisUrl === undefined ? {} : { REDIS_URL: redisUrl }),
    DATABASE_URL: databaseUrl,
    OIDC_ISSUER: oidc?.issuer ?? `http://localhost:${ports.signIn}`,
    OIDC_CLIENT_ID: oidc?.clientId ?? 'azora-web',
    OIDC_AUDIENCE: settings.oidcAudience,
    MAIL_FROM: settings.mailFrom,
    MERCHANT_ID: settings.merchantId,
    LINK_SECRET: inherited.LINK_SECRET ?? secrets.linkSecret,
    METRICS_TOKEN: inherited.METRICS_TOKEN ?? localMetricsToken,
    PUBLIC_URL: settings.publicUrl,
    WEB_PORT: String(ports.web),
    WEBHOOK_PORT: String(ports.webhook),
    ROLE: 'all',
    NODE_ENV: inherited.NODE_ENV ?? 'development',
  }
}
