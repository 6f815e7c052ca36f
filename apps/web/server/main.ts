import { createServer } from 'node:http'
import { fileURLToPath } from 'node:url'
import { createLog } from '@azora/payments-core/log/create-log'
import { createApiHandler } from '@azora/api/host'
import { createAccessTokenVerifier } from '@azora/api/token/verify-access-token'
import { createMetrics } from '@azora/metrics/create-metrics'
import { watchPools } from '@azora/metrics/watch-pools'
import { assertMigrated } from '@azora/db/migrate/assert-migrated'
import { systemClock } from '@azora/payments-core/clock'
import { clockOf, contextOptionsOf } from '@azora/payments-core/environment'
import { openPaymentContext } from '@azora/payments-core/open-payment-context'
import { createApp } from './create-app.ts'
import { readEnv } from './env.ts'
import { readPublicConfig } from './public-config.ts'
import { stopOnSignal } from './stop-on-signal.ts'

const env = orExit(readEnv)
const log = createLog({ name: 'web', level: env.LOG_LEVEL })
const metrics = createMetrics()

const context = await openPaymentContext({
  ...contextOptionsOf(env),
  log,
  watch: metrics.watch,
  clock: await clockOf(env),
})
await assertMigrated(context.db.pool)
watchPools(metrics.registry, { money: context.db, reports: context.reports })
context.drawing.warm()
const config = await readPublicConfig(env, context.db)

const verifier = createAccessTokenVerifier({
  issuer: env.OIDC_ISSUER,
  audience: env.OIDC_AUDIENCE,
  // Tokens are dated by their issuer, who does not follow the sandbox's time.
  clock: systemClock,
})
const isReady = () =>
  assertMigrated(context.db.pool).then(
    () => true,
    () => false,
  )
const app = createApp({
  api: createApiHandler({ context, verifier, config, log }),
  config,
  settings: env,
  pagesDirectory: fileURLToPath(new URL('../client', import.meta.url)),
  isReady,
  log,
  metrics,
  metricsToken: env.METRICS_TOKEN,
})

const server = createServer({ headersTimeout: 10_000, requestTimeout: 15_000, connectionsCheckingInterval: 1_000 }, app)
server.listen(env.WEB_PORT, () => log.info({ port: env.WEB_PORT }, 'web process ready'))
stopOnSignal({ server, log, close: () => context.close() })

function orExit<T>(work: () => T): T {
  try {
    return work()
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
    process.exit(1)
  }
}
