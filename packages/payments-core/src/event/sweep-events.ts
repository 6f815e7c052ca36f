import type { PaymentContext } from '../context.ts'
import { applyDueGroup } from './apply-event.ts'

/** Objects worked on at once, and at most in one sweep. */
const lanes = 4
const batch = 100

/**
 * Applies the events whose turn has come, the longest waiting first: those that failed, and those that a dead worker or a
 * lost job left. Safe to run in several processes at once.
 *
 * @returns how many objects were looked at
 * @throws when the database cannot be reached
 */
export async function sweepEvents(ctx: PaymentContext): Promise<number> {
  let taken = 0
  let applied = 0
  const work = async () => {
    while (taken < batch) {
      taken += 1
      if (!(await applyDueGroup(ctx))) return
      applied += 1
    }
  }
  await Promise.all(Array.from({ length: lanes }, work))
  return applied
}
