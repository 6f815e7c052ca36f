import type { Clock } from '@azora/payments-core/clock'

/** A clock that the test moves. It starts at a fixed moment, so that figures in tests can be read. */
export interface TestClock extends Clock {
  advance(by: { seconds?: number; hours?: number; days?: number }): void
}

export function createTestClock(start = new Date('2026-11-21T09:00:00.000Z')): TestClock {
  let time = start.getTime()
  return {
    now: () => new Date(time),
    advance({ seconds = 0, hours = 0, days = 0 }) {
      time += ((days * 24 + hours) * 3600 + seconds) * 1000
    },
  }
}
