import { createHash, timingSafeEqual } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Registry } from 'prom-client'

/**
 * Answers `/metrics` to whoever has the token, as `authorization: Bearer …`. Without a token set there is nothing at the
 * address, so that nobody opens it by forgetting.
 */
export const answerMetrics =
  (registry: Registry, token: string | undefined) =>
  async (req: IncomingMessage, res: ServerResponse): Promise<void> => {
    res.setHeader('cache-control', 'no-store')
    if (token === undefined || (req.method !== 'GET' && req.method !== 'HEAD')) return say(res, 404, 'Not found\n')
    if (!isToken(req.headers.authorization, token)) {
      res.setHeader('www-authenticate', 'Bearer')
      return say(res, 401, 'The token is METRICS_TOKEN.\n')
    }
    try {
      const text = await registry.metrics()
      res.writeHead(200, { 'content-type': registry.contentType }).end(text)
    } catch {
      say(res, 503, 'The metrics could not be read.\n')
    }
  }

function say(res: ServerResponse, status: number, text: string): void {
  res.writeHead(status, { 'content-type': 'text/plain; charset=utf-8' }).end(text)
}

/** Takes as long for any guess. */
const isToken = (header: string | undefined, token: string): boolean =>
  timingSafeEqual(digestOf(header ?? ''), digestOf(`Bearer ${token}`))

const digestOf = (text: string): Buffer => createHash('sha256').update(text).digest()
