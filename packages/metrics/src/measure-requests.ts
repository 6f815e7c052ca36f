import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Metrics } from './create-metrics.ts'

/**
 * Express middleware that measures each request until its connection is done with it.
 *
 * @param routeOf the name of the route for a path: one of a fixed few, and one name for all that is unknown
 */
export const measureRequests =
  (metrics: Metrics, routeOf: (path: string) => string) =>
  (req: IncomingMessage, res: ServerResponse, next: () => void): void => {
    const startedAt = performance.now()
    const { method = '', url = '/' } = req
    const route = routeOf(url.split('?', 1)[0] ?? '/')
    res.once('close', () => {
      const seconds = (performance.now() - startedAt) / 1_000
      metrics.request({ route, method, status: res.statusCode, seconds })
    })
    next()
  }
