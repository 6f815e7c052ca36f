import { existsSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { postgresOwner } from '../postgres/postgres-owner.ts'
import { reachablePath } from '../postgres/reachable-path.ts'
import { releaseDataDir } from '../postgres/release-data-dir.ts'
import { startPostgres, type Postgres } from '../postgres/start-postgres.ts'
import { createSupervisor } from '../supervisor/create-supervisor.ts'
import { processSpecs, sandboxSecretKey, webhookUrl } from './process-specs.ts'
import { readSecrets } from './secrets.ts'
import type { Settings } from './settings.ts'
import { summary } from './summary.ts'
import { refuseTakenPorts } from './taken-ports.ts'
import type { Terminal } from './terminal.ts'

export type StackOptions = {
  settings: Settings
  root: string
  /** The environment of this process, passed on to the others under what we set. */
  inherited: Record<string, string>
  terminal: Terminal
  runScript: (script: string, args: string[], env: Record<string, string>) => Promise<void>
  reset: boolean
  watch: boolean
  verbose: boolean
  color: boolean
}

export type Stack = { start(): Promise<void>; stop(): Promise<void> }

/**
 * The whole system on this machine: PostgreSQL with its schema and first rows, the sandboxes, webhook and web.
 * `stop` may be called at any time, also while `start` is at work, which then throws.
 */
export function createStack(options: StackOptions): Stack {
  const { settings, terminal, root, inherited } = options
  const { line: tell, step } = terminal
  const { verbose, color } = options
  const supervisor = createSupervisor({ logDir: join(settings.dataDir, 'logs'), tell, verbose, color })
  const postgresDir = join(settings.dataDir, 'postgres')
  let postgres: Promise<Postgres> | undefined
  let stopping = false
  const goOn = () => {
    if (stopping) throw new Error('the stack is being stopped')
  }

  const startDatabase = async () => {
    if (settings.databaseUrl !== undefined) return settings.databaseUrl
    postgres = startPostgres({ dataDir: postgresDir, port: settings.ports.postgres })
    return (await postgres).url
  }

  return {
    start: async () => {
      await releaseDataDir(reachablePath(postgresDir, postgresOwner()))
      await refuseTakenPorts(portsOf(settings))
      if (options.reset) await step('Forget the data of earlier runs', async () => forget(settings, postgresDir))
      const secrets = readSecrets(settings.dataDir)

      goOn()
      const databaseUrl = await step(
        settings.databaseUrl === undefined ? 'PostgreSQL' : 'Your PostgreSQL',
        startDatabase,
      )
      const scriptEnv = { ...inherited, DATABASE_URL: databaseUrl, MERCHANT_ID: settings.merchantId }
      goOn()
      await step('Schema', () => options.runScript('packages/db/src/cli.ts', ['migrate'], scriptEnv))
      goOn()
      await step('Catalog', () => options.runScript('prisma/seed.ts', [], scriptEnv))

      const specs = processSpecs({ settings, secrets, databaseUrl, root, inherited, watch: options.watch })
      const missing = specs.find(({ entry }) => !existsSync(entry))
      if (missing) throw new Error(`${missing.entry} is missing: run npm start, which builds it.`)
      for (const layer of ['sandbox', 'application'] as const) {
        goOn()
        const inLayer = specs.filter((spec) => spec.layer === layer)
        const label = `${labels[layer]}: ${inLayer.map(({ name }) => name).join(', ')}`
        if (inLayer.length > 0) await step(label, () => Promise.all(inLayer.map((spec) => supervisor.start(spec))))
        if (layer === 'sandbox' && !settings.stripe) await step('Webhook endpoint', () => ensureEndpoint(options))
      }
      for (const text of summary(settings, databaseUrl)) tell(text)
    },
    stop: async () => {
      stopping = true
      await supervisor.stop()
      await (await postgres?.catch(() => undefined))?.stop()
    },
  }
}

/** The sandbox sends what Stripe would be asked to send: the types of events that the product acts on, by the same command. */
const ensureEndpoint = ({ settings, inherited, runScript }: StackOptions): Promise<void> =>
  runScript('packages/payments-core/src/webhook-endpoint/cli.ts', ['--url', webhookUrl(settings)], {
    ...inherited,
    STRIPE_SECRET_KEY: sandboxSecretKey,
    STRIPE_API_BASE: `http://localhost:${settings.ports.stripe}`,
    MERCHANT_ID: settings.merchantId,
  })

function portsOf({ ports, databaseUrl, stripe, resendApiKey, oidc }: Settings) {
  const { web, webhook } = ports
  return {
    web,
    webhook,
    ...(stripe ? {} : { stripe: ports.stripe }),
    ...(resendApiKey === undefined ? { mail: ports.mail } : {}),
    ...(oidc ? {} : { signIn: ports.signIn }),
    ...(databaseUrl === undefined ? { postgres: ports.postgres } : {}),
  }
}

// A database of yours is not ours to empty.
function forget({ dataDir }: Settings, postgresDir: string): void {
  rmSync(reachablePath(postgresDir, postgresOwner()), { recursive: true, force: true })
  for (const part of ['stripe', 'mail', 'sign-in', 'logs', 'secrets.json']) {
    rmSync(join(dataDir, part), { recursive: true, force: true })
  }
}

const labels = { sandbox: 'Sandboxes', application: 'Applications' }
