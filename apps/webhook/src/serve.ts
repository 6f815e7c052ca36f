import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface Served {
  port: number
  /** Takes no more requests and finishes those under way; whoever is still sending after the patience is cut off. */
  stop(): Promise<void>
}

export interface ServeOptions {
  port: number
  /** How long a client may take to send its request. */
  requestTimeoutMs?: number
  patienceMs?: number
}

/**
 * Answers HTTP on a port.
 *
 * @throws {Error} when the port cannot be had
 */
export async function serve(
  app: RequestListener,
  { port, requestTimeoutMs = 10_000, patienceMs = 2_500 }: ServeOptions,
): Promise<Served> {
  const server = createServer(
    {
      headersTimeout: requestTimeoutMs,
      requestTimeout: requestTimeoutMs,
      // Node looks for late clients this often only; every 30 seconds unless said.
      connectionsCheckingInterval: Math.min(1_000, requestTimeoutMs),
    },
    app,
  )
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, () => {
      server.off('error', reject)
      resolve()
    })
  })
  return {
    // A server that listens on a port answers with its address, never with a path.
    port: (server.address() as AddressInfo).port,
    async stop() {
      const closed = new Promise((resolve) => server.close(resolve))
      server.closeIdleConnections()
      const impatience = setTimeout(() => server.closeAllConnections(), patienceMs)
      await closed
      clearTimeout(impatience)
    },
  }
}
