import { join } from 'node:path'

export type Ports = { web: number; webhook: number; stripe: number; mail: number; signIn: number; postgres: number }

/** What a person may set for the local stack; `undefined` means that ours stands in. */
export type Settings = {
  ports: Ports
  publicUrl: string
  dataDir: string
  databaseUrl: string | undefined
  redisUrl: string | undefined
  stripe: { secretKey: string; publishableKey: string; webhookSecrets: string } | undefined
  resendApiKey: string | undefined
  oidc: { issuer: string; clientId: string } | undefined
  oidcAudience: string
  mailFrom: string
  merchantId: string
}

/** Each port with the variable that moves it. */
export const portVariables: Readonly<Record<keyof Ports, { variable: string; usual: number }>> = {
  web: { variable: 'WEB_PORT', usual: 3000 },
  webhook: { variable: 'WEBHOOK_PORT', usual: 3001 },
  stripe: { variable: 'STRIPE_SANDBOX_PORT', usual: 12111 },
  mail: { variable: 'MAIL_SANDBOX_PORT', usual: 12112 },
  signIn: { variable: 'SIGN_IN_SANDBOX_PORT', usual: 12113 },
  postgres: { variable: 'POSTGRES_PORT', usual: 54329 },
}

type Environment = Readonly<Record<string, string | undefined>>

/** @throws with a sentence that says what to set, when something is missing, malformed or must not be mixed */
export function readSettings(env: Environment, root: string): Settings {
  const get = (name: string) => env[name]?.trim() || undefined
  const ports = readPorts(get)
  const oidcIssuer = get('OIDC_ISSUER')
  const settings: Settings = {
    ports,
    publicUrl: (get('PUBLIC_URL') ?? `http://localhost:${ports.web}`).replace(/\/$/, ''),
    dataDir: join(root, '.data'),
    databaseUrl: get('DATABASE_URL'),
    redisUrl: get('REDIS_URL'),
    stripe: readStripe(get, ports),
    resendApiKey: get('RESEND_API_KEY'),
    oidc: oidcIssuer === undefined ? undefined : { issuer: oidcIssuer, clientId: get('OIDC_CLIENT_ID') ?? 'azora-web' },
    oidcAudience: get('OIDC_AUDIENCE') ?? 'azora-payments',
    mailFrom: get('MAIL_FROM') ?? 'Azora <receipts@example.com>',
    merchantId: get('MERCHANT_ID') ?? '00000000-0000-7000-8000-000000000001',
  }
  refuseMixedModes(settings)
  return settings
}

type Get = (name: string) => string | undefined

function readPorts(get: Get): Ports {
  const read = (key: keyof Ports) => {
    const { variable, usual } = portVariables[key]
    const port = Number(get(variable) ?? usual)
    if (Number.isInteger(port) && port >= 1 && port <= 65_535) return port
    throw new Error(`${variable} must be a port from 1 to 65535, not "${get(variable)}".`)
  }
  const ports = {
    web: read('web'),
    webhook: read('webhook'),
    stripe: read('stripe'),
    mail: read('mail'),
    signIn: read('signIn'),
    postgres: read('postgres'),
  }
  const twice = Object.values(ports).find((port, index, all) => all.indexOf(port) !== index)
  if (twice !== undefined) throw new Error(`Port ${twice} is given to two processes: give each its own.`)
  return ports
}

function readStripe(get: Get, ports: Ports): Settings['stripe'] {
  const secretKey = get('STRIPE_SECRET_KEY')
  if (secretKey === undefined) return undefined
  const publishableKey = get('STRIPE_PUBLISHABLE_KEY')
  const webhookSecrets = get('STRIPE_WEBHOOK_SECRETS')
  if (!/^(sk|rk)_(test|live)_/.test(secretKey)) {
    throw new Error(
      'STRIPE_SECRET_KEY must begin with sk_test_, rk_test_, sk_live_ or rk_live_. Unset it to use the sandbox.',
    )
  }
  if (publishableKey === undefined) {
    throw new Error('STRIPE_SECRET_KEY is set, so set STRIPE_PUBLISHABLE_KEY (pk_…) of the same account too.')
  }
  if (isLive(secretKey) !== isLive(publishableKey)) {
    throw new Error(
      'STRIPE_SECRET_KEY and STRIPE_PUBLISHABLE_KEY are of different modes: take both from test or both from live.',
    )
  }
  if (webhookSecrets === undefined) {
    const command = `stripe listen --forward-to localhost:${ports.webhook}/webhooks/stripe`
    throw new Error(
      `STRIPE_SECRET_KEY is set, so set STRIPE_WEBHOOK_SECRETS too: run \`${command}\` and take the whsec_… that it prints.`,
    )
  }
  return { secretKey, publishableKey, webhookSecrets }
}

/** Real money beside a sandbox is a mistake each time: anyone can sign in there as anyone. */
function refuseMixedModes({ stripe, databaseUrl, resendApiKey, oidc }: Settings): void {
  if (!stripe || !isLive(stripe.secretKey)) return
  const needed = { DATABASE_URL: databaseUrl, RESEND_API_KEY: resendApiKey, OIDC_ISSUER: oidc }
  const missing = Object.entries(needed).filter(([, value]) => value === undefined)
  if (missing.length === 0) return
  const names = missing.map(([name]) => name).join(', ')
  throw new Error(
    `STRIPE_SECRET_KEY is a live key, and live keys never run beside a sandbox: set ${names} too, or use a test key.`,
  )
}

const isLive = (key: string) => /^\w\w_live_/.test(key)
