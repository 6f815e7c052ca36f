import { setTimeout as delay } from 'node:timers/promises'
import type { Runner } from 'graphile-worker'
import type { Log } from '@azora/payments-core/context'

const pauseMs = 1_000

/**
 * Runs the queue until stopped. The library ends for good when it cannot write down how a job ended, as when PostgreSQL goes
 * away while jobs run; it is then started again. `onEnd` gives its workers up, so that their jobs are freed like a dead one's.
 *
 * @throws what the first start throws
 */
export async function keepRunner(options: {
  start: () => Promise<Runner>
  onEnd: () => Promise<void>
  log: Log
}): Promise<{ stop(): Promise<void> }> {
  const { start, onEnd, log } = options
  const stopping = new AbortController()
  let runner: Runner | undefined = await start()

  const startAgain = async (): Promise<Runner | undefined> => {
    while (!stopping.signal.aborted) {
      await delay(pauseMs, undefined, { signal: stopping.signal }).catch(() => undefined)
      const fresh = await start().catch((error: unknown) => log.error({ error: String(error) }, 'no job queue yet'))
      if (fresh) return fresh
    }
    return undefined
  }
  const follow = async () => {
    while (runner) {
      const failure = await runner.promise.then(
        () => 'it ended by itself',
        (error: unknown) => String(error),
      )
      if (stopping.signal.aborted) return
      log.error({ error: failure }, 'the job queue ended, and is started again')
      await onEnd()
      runner = await startAgain()
    }
  }
  const following = follow()

  return {
    async stop() {
      stopping.abort()
      await runner?.stop()
      await following
    },
  }
}
