import { isOutage } from '@azora/db/is-outage'
import { StripeUnavailable } from '../stripe/outcome.ts'
import { UnknownStatus } from '../stripe/unknown-status.ts'

/** What becomes of an event that could not be applied. */
export interface Postponement {
  pauseMs: number
  isParked: boolean
  /** Stripe or the database was away: the next event would fare no better. */
  isOutage: boolean
}

/** With the longest pauses between them, the last try comes after half a minute: what was to come has come by then. */
const triesBeforeParking = 6
const longestPauseMs = 30_000

/**
 * Outages are waited out, whatever they last; a status that we do not know is for people at once; whatever else fails is
 * tried six times. Pauses double and are drawn at random below that (full jitter), so that what failed together does not
 * come back together.
 *
 * @param tries how often the event had failed before
 */
export function postponementOf(error: unknown, tries: number): Postponement {
  const isAway = error instanceof StripeUnavailable || isOutage(error)
  return {
    pauseMs: Math.round(Math.random() * Math.min(1_000 * 2 ** tries, longestPauseMs)),
    isParked: !isAway && (error instanceof UnknownStatus || tries + 1 >= triesBeforeParking),
    isOutage: isAway,
  }
}
