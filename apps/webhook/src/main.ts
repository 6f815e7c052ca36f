import { assertMigrated } from '@azora/db/migrate/assert-migrated'
import { clockOf, contextOptionsOf, isLiveKey } from '@azora/payments-core/environment'
import { createMetrics } from '@azora/metrics/create-metrics'
import { watchPools } from '@azora/metrics/watch-pools'
import { watchPromises } from '@azora/metrics/watch-promises'
import { createLog } from '@azora/payments-core/log/create-log'
import { openPaymentContext } from '@azora/payments-core/open-payment-context'
import { createReceiver } from './create-receiver.ts'
import { readEnv } from './env.ts'
import { serve } from './serve.ts'
import { startWorker } from './start-worker.ts'

const env = readEnvOrExit()
const log = createLog({ name: 'webhook', level: env.LOG_LEVEL })
const metrics = createMetrics()

const { watch, registry } = metrics
const ctx = await openPaymentContext({ ...contextOptionsOf(env), log, watch, clock: await clockOf(env) })
await assertMigrated(ctx.db.pool)
watchPools(registry, { money: ctx.db, reports: ctx.reports })
// A receiver has no right to look.
if (env.ROLE !== 'receiver') watchPromises(registry, ctx)

const isReady = () =>
  ctx.db.pool.query('select 1').then(
    () => true,
    () => false,
  )
const secrets = env.ROLE === 'worker' ? [] : env.STRIPE_WEBHOOK_SECRETS
const isLive = isLiveKey(env.STRIPE_SECRET_KEY)
const { METRICS_TOKEN: metricsToken, WEBHOOK_PORT: port } = env
const served = await serve(createReceiver({ ctx, secrets, isLive, isReady, metrics, metricsToken }), { port })
log.info({ port: served.port, role: env.ROLE }, 'webhook process ready')
if (env.ROLE !== 'receiver') ctx.drawing.warm()
const worker = env.ROLE === 'receiver' ? undefined : await startWorker(ctx, { connectionString: env.DATABASE_URL })

let isStopping = false
for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.on(signal, () => {
    if (isStopping) return
    isStopping = true
    void stop()
  })
}

/** Takes no more events or jobs, finishes what is under way, closes its connections. */
async function stop(): Promise<void> {
  await Promise.all([served.stop(), worker?.stop()])
  await ctx.close()
  log.info({}, 'webhook process stopped')
  process.exit(0)
}

function readEnvOrExit() {
  try {
    return readEnv()
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
    process.exit(1)
  }
}
