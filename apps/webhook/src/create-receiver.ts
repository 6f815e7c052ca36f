import { answerMetrics } from '@azora/metrics/answer-metrics'
import type { Metrics } from '@azora/metrics/create-metrics'
import { measureRequests } from '@azora/metrics/measure-requests'
import express, { type ErrorRequestHandler, type Express } from 'express'
import type { PaymentContext } from '@azora/payments-core/context'
import { createEventRecorder } from '@azora/payments-core/event/create-event-recorder'
import type { VerifiedEvent } from '@azora/payments-core/event/verified-event'
import { EventRejected, verifyEvent } from '@azora/payments-core/stripe/verify-event'

/** Stripe's events are far smaller; whatever is larger is not one. */
const bodyLimit = '1mb'

const routes: ReadonlySet<string> = new Set(['/healthz', '/readyz', '/metrics', '/webhooks/stripe'])

export interface ReceiverOptions {
  ctx: PaymentContext
  /** Signing secrets; none in a process that takes no events. */
  secrets: readonly string[]
  isLive: boolean
  /** Whether this process can do its work right now. */
  isReady: () => Promise<boolean>
  /** What is counted and shown to whoever has the token; nothing when absent. */
  metrics?: Metrics | undefined
  metricsToken?: string | undefined
}

/** The HTTP face: takes Stripe's events and tells whether the process lives. 2xx means that the event is on disk. */
export function createReceiver({ ctx, secrets, isLive, isReady, metrics, metricsToken }: ReceiverOptions): Express {
  const app = express()
  const recorder = createEventRecorder(ctx)
  app.disable('x-powered-by')
  app.disable('etag')

  if (metrics) {
    app.use(measureRequests(metrics, (path) => (routes.has(path) ? path : 'unknown')))
    app.all('/metrics', answerMetrics(metrics.registry, metricsToken))
  }

  app.get('/healthz', (_request, response) => {
    response.json({ status: 'ok' })
  })
  app.get('/readyz', async (_request, response) => {
    const ready = await isReady()
    response.status(ready ? 200 : 503).json({ status: ready ? 'ok' : 'unavailable' })
  })

  const rawBody = express.raw({ type: () => true, limit: bodyLimit, inflate: false })
  if (secrets.length > 0)
    app.post('/webhooks/stripe', rawBody, async (request, response) => {
      const body: unknown = request.body
      const payload = Buffer.isBuffer(body) ? body : Buffer.alloc(0)
      const signatureHeader = request.header('stripe-signature')
      const event = await verify({ payload, signatureHeader, secrets, clock: ctx.clock, isLive })
      const result = await recorder.record(event)
      ctx.watch.delivery(result)
      ctx.log.debug({ eventId: event.id, type: event.type, result }, 'event received')
      response.json({ received: true })
    })

  app.use((_request, response) => {
    response.status(404).json({ error: 'not_found' })
  })
  app.use(answerError(ctx))
  return app
}

/** Where somebody moves the time, a delivery may bring the first news of it. */
async function verify(delivery: Parameters<typeof verifyEvent>[0]): Promise<VerifiedEvent> {
  const { clock } = delivery
  try {
    return verifyEvent(delivery)
  } catch (error) {
    if (!clock.refresh) throw error
    await clock.refresh()
    return verifyEvent(delivery)
  }
}

/** Stripe reads the status only: 4xx for what is not Stripe's, 503 for "send it again". */
const answerError =
  ({ log, watch }: PaymentContext): ErrorRequestHandler =>
  // oxlint-disable-next-line max-params -- Express knows an error handler by its four parameters
  (error: unknown, _request, response, _next) => {
    if (error instanceof EventRejected) {
      watch.delivery(error.message)
      log.warn({ reason: error.message }, 'a delivery was turned away')
      response.status(400).json({ error: 'event_rejected' })
      return
    }
    const status = clientErrorOf(error)
    if (status) {
      watch.delivery('unreadable')
      response.status(status).json({ error: 'request_unreadable' })
      return
    }
    watch.delivery('not stored')
    log.error({ error: String(error) }, 'an event could not be stored')
    response.status(503).json({ error: 'temporarily_unavailable' })
  }

/** What Express's body reader says of a body that is too large, compressed or cut off. */
function clientErrorOf(error: unknown): number | undefined {
  const status = error instanceof Error && 'status' in error ? error.status : undefined
  return typeof status === 'number' && status >= 400 && status < 500 ? status : undefined
}
