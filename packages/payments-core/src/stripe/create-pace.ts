import { setTimeout as delay } from 'node:timers/promises'
import { StripeUnavailable } from './outcome.ts'

/** So many may go at once after a rest. */
const burst = 5
/** Whoever would wait longer is told so instead: the wait counts against the caller's own deadline. */
const longestWaitMs = 5_000

/**
 * Lets `perSecond` callers a second through, in the order in which they came.
 *
 * @throws {StripeUnavailable} from the returned function when too many wait already
 */
export function createPace(perSecond: number, wait: (ms: number) => Promise<unknown> = delay): () => Promise<void> {
  const intervalMs = 1_000 / perSecond
  let nextAt = 0
  return async () => {
    const now = performance.now()
    const turnAt = Math.max(nextAt, now - burst * intervalMs)
    if (turnAt - now > longestWaitMs) throw new StripeUnavailable('too many reads wait for their turn')
    nextAt = turnAt + intervalMs
    if (turnAt > now) await wait(turnAt - now)
  }
}
