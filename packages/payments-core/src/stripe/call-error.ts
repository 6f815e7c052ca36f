import { isBrokenCircuitError, isBulkheadRejectedError } from 'cockatiel'
import Stripe from 'stripe'
import { BudgetSpent } from './call-budget.ts'

/**
 * Whether the same call may be made again and may fare better: lost answers, overload, keys and objects in use, Stripe's
 * own failures. `Stripe-Should-Retry` decides where it is given; an answer that Stripe has stored stays the same.
 */
export function mayRepeat(error: unknown): boolean {
  if (isBulkheadRejectedError(error)) return true
  if (!(error instanceof Stripe.errors.StripeError) || isOfBudget(error)) return false
  const advice = error.headers?.['stripe-should-retry']
  if (advice === 'true') return true
  if (advice === 'false' || isReplayed(error)) return false
  return isOfStripe(error) || error instanceof Stripe.errors.StripeRateLimitError || error.statusCode === 409
}

/** Nothing usable came back, or nothing was sent. What Stripe did, if anything, is not known. */
export const isUnanswered = (error: unknown): boolean =>
  mayRepeat(error) || isOfStripe(error) || isOfBudget(error) || isBrokenCircuitError(error)

/**
 * Whether an error says that Stripe is down, or wants less of us; anything else, a decline too, shows that it works. A lock
 * timeout is about one object, and a stored failure about one key.
 */
export const isOutage = (error: unknown): boolean => {
  if (error instanceof Stripe.errors.StripeRateLimitError) return error.code !== 'lock_timeout'
  return isOfStripe(error) && !isOfBudget(error) && !isReplayed(error)
}

/** Whether the call was not even tried, for what this process knows of Stripe or of itself. */
export const isHeldBack = (error: unknown): boolean => isBrokenCircuitError(error) || isBulkheadRejectedError(error)

/** Stripe has stored a failure under the key and answers it for as long as it keeps the key. */
export const isStoredFailure = (error: unknown): boolean => isOfStripe(error) && isReplayed(error)

/** How long Stripe, or a proxy, asks us to wait, in milliseconds. */
export function retryAfterMs(error: unknown, now: Date = new Date()): number {
  const header = error instanceof Stripe.errors.StripeError ? error.headers?.['retry-after'] : undefined
  if (header === undefined) return 0
  const ms = /^\d+(\.\d+)?$/.test(header) ? Number(header) * 1000 : Date.parse(header) - now.getTime()
  return Number.isFinite(ms) ? Math.max(0, ms) : 0
}

/** Lost connections, 5xx, and bodies that are not JSON, which come without a status. */
const isOfStripe = (error: unknown): boolean =>
  error instanceof Stripe.errors.StripeConnectionError ||
  (error instanceof Stripe.errors.StripeAPIError && (error.statusCode === undefined || error.statusCode >= 500))

const isReplayed = (error: unknown): boolean =>
  error instanceof Stripe.errors.StripeError && error.headers?.['idempotent-replayed'] === 'true'

/** The SDK wraps what its HTTP client throws. */
const isOfBudget = (error: unknown): boolean =>
  error instanceof BudgetSpent ||
  (error instanceof Stripe.errors.StripeError && (error.detail as unknown) instanceof BudgetSpent)
