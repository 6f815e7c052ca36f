import { randomInt } from 'node:crypto'
import { v7 } from 'uuid'
import type { Clock } from './clock.ts'

/**
 * Makes UUIDv7 ids from the clock's time. One maker's ids sort in the order in which they were made, also within a
 * millisecond. They tell when they were made, so they are never a secret.
 */
export function createIdMaker(clock: Clock): () => string {
  let msecs = 0
  let seq = 0
  return () => {
    const now = clock.now().getTime()
    seq = now === msecs ? seq + 1 : randomInt(2 ** 31)
    msecs = now
    return v7({ msecs, seq })
  }
}
