import type { ApiHandler } from '@azora/api/host'
import { routeNameOf } from '@azora/api/http/route-name'
import type { PublicConfig } from '@azora/contract/public-config'
import { answerMetrics } from '@azora/metrics/answer-metrics'
import type { Metrics } from '@azora/metrics/create-metrics'
import { measureRequests } from '@azora/metrics/measure-requests'
import express, { type ErrorRequestHandler, type Express } from 'express'
import type { Logger } from 'pino'
import { securityHeaders, type SecuritySettings } from './security-headers.ts'
import { servePages } from './serve-pages.ts'

export interface AppOptions {
  api: ApiHandler
  config: PublicConfig
  settings: SecuritySettings
  /** Where the built pages are. */
  pagesDirectory: string
  /** Whether this process can serve right now. */
  isReady: () => Promise<boolean>
  log: Logger
  metrics: Metrics
  /** Whoever shows it may read `/metrics`; nobody may when absent. */
  metricsToken?: string | undefined
}

/** One origin for the pages and their API, so that no other origin needs to be let in. */
export function createApp({
  api,
  config,
  settings,
  pagesDirectory,
  isReady,
  log,
  metrics,
  metricsToken,
}: AppOptions): Express {
  const app = express()
  app.disable('x-powered-by')
  app.use(measureRequests(metrics, routeOf))
  app.use(...securityHeaders(settings))

  app.get('/healthz', (_request, response) => {
    response.setHeader('cache-control', 'no-store')
    response.json({ status: 'ok' })
  })
  app.get('/readyz', async (_request, response) => {
    const ready = await isReady()
    response.setHeader('cache-control', 'no-store')
    response.status(ready ? 200 : 503).json({ status: ready ? 'ok' : 'unavailable' })
  })
  app.all('/metrics', answerMetrics(metrics.registry, metricsToken))
  app.use(api)
  app.use(['/api', '/trpc', '/receipts'], (_request, response) => {
    response.status(404).json({ error: { message: 'There is nothing at this address.', refusal: null } })
  })
  app.use(servePages(pagesDirectory, config))
  app.use((_request, response) => {
    response.status(404).type('text').send('Not found')
  })
  app.use(answerError(log))
  return app
}

const processRoutes: ReadonlySet<string> = new Set(['/healthz', '/readyz', '/metrics'])

/** Pages are one route: any path may be one. */
const routeOf = (path: string): string => routeNameOf(path) ?? (processRoutes.has(path) ? path : 'pages')

const answerError =
  (log: Logger): ErrorRequestHandler =>
  // oxlint-disable-next-line max-params -- Express knows an error handler by its four parameters
  (error: unknown, _request, response, next) => {
    if (response.headersSent) return next(error)
    // Express marks what the client did wrong (a path that cannot be decoded) with a status of its own.
    const status = error instanceof Error && 'status' in error && error.status === 400 ? 400 : 500
    if (status === 500) log.error({ error }, 'a request failed')
    response.status(status).setHeader('cache-control', 'no-store').type('text').send('Something went wrong')
  }
