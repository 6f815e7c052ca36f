import { isOutage } from '@azora/db/is-outage'
import { Refusal } from './refusal.ts'
import { StripeUnavailable } from './stripe/outcome.ts'

const retryAfterSeconds = 2

/** What a caller is told when the database, or Stripe, could not be had: the same request may succeed soon. Undefined for any other error. */
export const refusalOfOutage = (error: unknown): Refusal | undefined =>
  isOutage(error) || error instanceof StripeUnavailable
    ? new Refusal({ code: 'temporarily_unavailable', retryAfterSeconds }, { cause: error })
    : undefined
