/**
 * Seconds to wait after each failed attempt. Stripe tries for three days with growing pauses; the first tries come
 * quickly here, so that a receiver that is being restarted on a laptop gets its events at once.
 */
const waitsSeconds = [
  1,
  5,
  30,
  120,
  600,
  1800,
  3600,
  2 * 3600,
  4 * 3600,
  8 * 3600,
  12 * 3600,
  12 * 3600,
  12 * 3600,
  12 * 3600,
]

/** Milliseconds until the next attempt, or `undefined` when it is given up. */
export function nextWaitMs(failedAttempts: number): number | undefined {
  const seconds = waitsSeconds[failedAttempts - 1]
  return seconds === undefined ? undefined : seconds * 1000
}
