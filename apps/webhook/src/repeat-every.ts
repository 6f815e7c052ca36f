import { setTimeout as delay } from 'node:timers/promises'
import type { Log } from '@azora/payments-core/context'

const patienceMs = 5_000

/**
 * Runs work again and again, with a pause in between, never twice at once. What it throws is logged and does not end it.
 * `stop` waits for a run that is under way, five seconds at most: the work must bear to be cut off.
 */
export function repeatEvery(pauseMs: number, work: () => Promise<unknown>, log: Log): { stop(): Promise<void> } {
  const abort = new AbortController()
  const { signal } = abort
  const loop = async () => {
    while (!signal.aborted) {
      try {
        await work()
      } catch (error) {
        log.error({ error: String(error) }, 'repeated work failed')
      }
      await delay(pauseMs, undefined, { signal }).catch(() => undefined)
    }
  }
  const ended = loop()
  return {
    stop() {
      abort.abort()
      return Promise.race([ended, delay(patienceMs, undefined, { ref: false })])
    },
  }
}
