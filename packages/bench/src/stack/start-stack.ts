import { chmodSync, mkdtempSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { migrateDatabase } from '@azora/db/migrate/migrate-database'
import { seedDemo } from '@azora/db/seed-demo'
import { createMailSandbox } from '@azora/local-stack/mail/create-mail-sandbox'
import { startPostgres } from '@azora/local-stack/postgres/start-postgres'
import { createSignInSandbox } from '@azora/local-stack/sign-in/create-sign-in-sandbox'
import { personas } from '@azora/local-stack/sign-in/personas'
import { createStripeSandbox } from '@azora/stripe-sandbox/create-stripe-sandbox'
import type { StripeSandbox } from '@azora/stripe-sandbox/stripe-sandbox'
import { builtEnvironment, makeSecrets, root } from '@azora/test-kit/built-environment'
import pg from 'pg'
import { postmasterOf } from './processor-time.ts'
import { startServer, type Server } from './start-server.ts'

export interface DatabaseHandle {
  url: string
  pool: pg.Pool
}

/** What all measurements stand on: one PostgreSQL that really writes to disk, and the sandboxes. */
export interface Stack extends AsyncDisposable {
  stripe: StripeSandbox
  webhookSecret: string
  /** The process whose children serve the connections. */
  postmaster: number
  /** A shopper's access token. */
  token: string
  /** Whom it names. */
  subject: string
  /** Access tokens of shoppers who have nothing to do with each other. */
  tokens: readonly string[]
  /** Makes a database of this name, migrated, with the demo's shop in it. */
  database(name: string): Promise<DatabaseHandle>
  /** A built process of ours, as it would be deployed. */
  startWeb(databaseUrl: string): Promise<Server>
  startWebhook(databaseUrl: string, role: 'receiver' | 'all'): Promise<Server>
  /** A floor of `floors/` by its name. */
  startFloor(name: string, env?: Readonly<Record<string, string>>): Promise<Server>
  /** Makes every commit wait so long before it is written, as a slower disk would. 0 ends it. */
  delayCommits(microseconds: number): Promise<void>
}

const shoppers = 64

/** No checkpoint falls into a lap by its own clock. */
const steady = ['checkpoint_timeout = "1h"', 'max_wal_size = "8GB"']

/** Starts everything on free ports. Needs `apps/web` and `apps/webhook` to be built. */
export async function startStack(): Promise<Stack> {
  await using stack = new AsyncDisposableStack()
  const directory = mkdtempSync(join(tmpdir(), 'azora-bench-'))
  stack.defer(() => rm(directory, { recursive: true, force: true }))
  chmodSync(directory, 0o755)
  const postgres = stack.use(await startPostgres({ dataDir: join(directory, 'postgres') }))
  const administer = stack.use(openPool(postgres.url))
  for (const setting of steady) await administer.pool.query(`alter system set ${setting}`)
  await administer.pool.query('select pg_reload_conf()')

  const stripe = stack.use(await createStripeSandbox())
  const mail = stack.use(await createMailSandbox())
  const signIn = stack.use(await createSignInSandbox({ redirectOrigins: [], audience: 'azora-payments' }))
  const secrets = makeSecrets()
  const ports = { STRIPE_SANDBOX_PORT: stripe.port, MAIL_SANDBOX_PORT: mail.port, SIGN_IN_SANDBOX_PORT: signIn.port }
  const inherited = { PATH: process.env.PATH ?? '', NODE_ENV: 'production' }
  const environmentOf = (databaseUrl: string) => {
    // Time is the machine's own, as in production.
    const { CLOCK_URL: _, ...env } = builtEnvironment({ ports, secrets, databaseUrl, inherited })
    return env
  }

  const owned = stack.move()
  return {
    stripe,
    webhookSecret: secrets.webhookSecret,
    postmaster: await postmasterOf(postgres.url),
    token: await signIn.token('shopper'),
    subject: personas.shopper.sub,
    tokens: await Promise.all(
      Array.from({ length: shoppers }, (_, number) => signIn.token('shopper', { subject: `shopper-${number}` })),
    ),
    async database(name) {
      await administer.pool.query(`create database ${name}`)
      const url = new URL(postgres.url)
      url.pathname = `/${name}`
      await migrateDatabase({ connectionString: url.href })
      await seedDemo(url.href)
      return { url: url.href, pool: owned.use(openPool(url.href)).pool }
    },
    startWeb: (databaseUrl) =>
      startServer({
        entry: join(root, 'apps/web/dist/server/main.js'),
        env: environmentOf(databaseUrl),
        portVariable: 'WEB_PORT',
        readyPath: '/readyz',
      }),
    startWebhook: (databaseUrl, role) =>
      startServer({
        entry: join(root, 'apps/webhook/dist/main.js'),
        env: { ...environmentOf(databaseUrl), ROLE: role },
        portVariable: 'WEBHOOK_PORT',
        readyPath: '/readyz',
      }),
    startFloor: (name, env = {}) =>
      startServer({
        entry: fileURLToPath(new URL(`../floors/${name}.ts`, import.meta.url)),
        env: { ...inherited, ...env },
        portVariable: 'PORT',
      }),
    async delayCommits(microseconds) {
      await administer.pool.query(`alter system set commit_delay = ${microseconds}`)
      await administer.pool.query('alter system set commit_siblings = 0')
      await administer.pool.query('select pg_reload_conf()')
    },
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  }
}

function openPool(connectionString: string): AsyncDisposable & { pool: pg.Pool } {
  const pool = new pg.Pool({ connectionString, max: 4 })
  // The server goes away at the end.
  pool.on('error', () => undefined)
  return { pool, [Symbol.asyncDispose]: () => pool.end() }
}
