import { once } from 'node:events'
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
  const { signal } = stopping
  const asked = once(signal, 'abort')

  const startAgain = async (): Promise<Runner | undefined> => {
    while (!signal.aborted) {
      await delay(pauseMs, undefined, { signal }).catch(() => undefined)
      const fresh = await start().catch((error: unknown) => log.error({ error: String(error) }, 'no job queue yet'))
      if (fresh) return fresh
    }
    return undefined
  }
  /** Alone owns the runner of the moment, so that a stop meets one that is just starting too. */
  const keep = async (first: Runner) => {
    for (let runner: Runner | undefined = first; runner; runner = await startAgain()) {
      const ended = runner.promise.then(
        () => 'it ended by itself',
        (error: unknown) => String(error),
      )
      const failure = await Promise.race([ended, asked.then(() => undefined)])
      if (signal.aborted) return stopRunner(runner)
      log.error({ error: failure }, 'the job queue ended, and is started again')
      await onEnd()
    }
  }
  /** One that has just ended by itself refuses to be stopped. */
  const stopRunner = (runner: Runner) =>
    runner.stop().catch((error: unknown) => log.warn({ error: String(error) }, 'the job queue had ended already'))

  const kept = keep(await start())
  return {
    stop() {
      stopping.abort()
      return kept
    },
  }
}
