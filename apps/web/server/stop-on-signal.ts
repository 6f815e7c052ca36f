import type { Server } from 'node:http'
import type { Logger } from 'pino'

export interface StopOptions {
  server: Server
  log: Logger
  /** Ends what requests stand on; called when the last one is over. */
  close: () => Promise<void>
}

/** Live streams never end by themselves; their clients come back to another process. */
const patienceMs = 2_500

/** On SIGTERM or SIGINT: takes no more requests, finishes those under way, closes its connections and leaves, within seconds. */
export function stopOnSignal({ server, log, close }: StopOptions): void {
  let isStopping = false
  const stop = async () => {
    if (isStopping) return
    isStopping = true
    const closed = new Promise((resolve) => server.close(resolve))
    server.closeIdleConnections()
    const impatience = setTimeout(() => server.closeAllConnections(), patienceMs)
    await closed
    clearTimeout(impatience)
    await close()
    log.info({}, 'web process stopped')
    process.exit(0)
  }
  const exit = (error: unknown) => {
    log.error({ error }, 'web process could not stop in order')
    process.exit(1)
  }
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void stop().catch(exit))
}
