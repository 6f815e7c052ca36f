import { mkdtempSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { migrateDatabase } from '@azora/db/migrate/migrate-database'
import { seedDemo } from '@azora/db/seed-demo'
import { freePort } from '@azora/local-stack/free-port'
import { createMailSandbox, type MailSandbox } from '@azora/local-stack/mail/create-mail-sandbox'
import { startPostgres } from '@azora/local-stack/postgres/start-postgres'
import { createSignInSandbox, type SignInSandbox } from '@azora/local-stack/sign-in/create-sign-in-sandbox'
import { createStripeSandbox } from '@azora/stripe-sandbox/create-stripe-sandbox'
import type { StripeSandbox } from '@azora/stripe-sandbox/stripe-sandbox'
import { builtEnvironment, makeSecrets, root } from './built-environment.ts'
import { createProgram, type Program } from './create-program.ts'

/** The system as it is deployed: the built processes, on a database and sandboxes of the test's own. */
export interface TestStack extends AsyncDisposable {
  url: string
  databaseUrl: string
  stripe: StripeSandbox
  mail: MailSandbox
  signIn: SignInSandbox
  /** What Stripe signs events with at the start. */
  webhookSecret: string
  /** The process that takes events and runs jobs: stop it, kill it, start it again. */
  webhook: Program
  /** A process that only runs jobs. Not started: for who has `webhook` only take events. */
  worker: Program
  web: Program
}

/** Starts everything on free ports. Needs `apps/web` and `apps/webhook` to be built. */
export async function startTestStack(): Promise<TestStack> {
  await using stack = new AsyncDisposableStack()
  const postgres = stack.use(await startPostgres({ ephemeral: true }))
  await migrateDatabase({ connectionString: postgres.url })
  await seedDemo(postgres.url)

  const [webPort, webhookPort] = [await freePort(), await freePort()]
  const url = `http://localhost:${webPort}`
  const dataDir = mkdtempSync(join(tmpdir(), 'azora-stack-'))
  stack.defer(() => rm(dataDir, { recursive: true, force: true }))
  const secrets = makeSecrets()
  const hook = { url: `http://localhost:${webhookPort}/webhooks/stripe`, secret: secrets.webhookSecret }
  const stripe = stack.use(await createStripeSandbox({ webhook: hook }))
  const mail = stack.use(await createMailSandbox())
  const signIn = stack.use(await createSignInSandbox({ redirectOrigins: [url], audience: 'azora-payments' }))

  const ports = {
    WEB_PORT: webPort,
    WEBHOOK_PORT: webhookPort,
    STRIPE_SANDBOX_PORT: stripe.port,
    MAIL_SANDBOX_PORT: mail.port,
    SIGN_IN_SANDBOX_PORT: signIn.port,
  }
  const env = builtEnvironment({ ports, secrets, databaseUrl: postgres.url, inherited: inheritedEnv() })
  const webhook = stack.use(
    createProgram({
      entry: join(root, 'apps/webhook/dist/main.js'),
      env,
      readyUrl: `http://localhost:${webhookPort}/readyz`,
    }),
  )
  const workerPort = await freePort()
  const worker = stack.use(
    createProgram({
      entry: join(root, 'apps/webhook/dist/main.js'),
      env: { ...env, ROLE: 'worker', WEBHOOK_PORT: String(workerPort) },
      readyUrl: `http://localhost:${workerPort}/readyz`,
    }),
  )
  const web = stack.use(
    createProgram({ entry: join(root, 'apps/web/dist/server/main.js'), env, readyUrl: `${url}/readyz` }),
  )
  await Promise.all([webhook.start(), web.start()])

  const owned = stack.move()
  return {
    url,
    stripe,
    mail,
    signIn,
    webhook,
    worker,
    web,
    databaseUrl: postgres.url,
    webhookSecret: secrets.webhookSecret,
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  }
}

const inheritedEnv = (): Record<string, string> =>
  Object.fromEntries(Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined))
