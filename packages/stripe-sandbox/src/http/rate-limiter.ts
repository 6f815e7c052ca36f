import { StripeError } from './stripe-error.ts'

/** What a Stripe sandbox allows: https://docs.stripe.com/rate-limits, read 2026-11-21. */
export const usualRateLimit = 25

/** Counts the requests of each key in each second of the clock; nothing is counted while it is off. */
export class RateLimiter {
  #perSecond: number | undefined
  #second = 0
  readonly #counts = new Map<string, number>()

  get perSecond(): number | null {
    return this.#perSecond ?? null
  }

  /** `null` switches it off. @throws {RangeError} below 1 */
  set(perSecond: number | null): void {
    if (perSecond !== null && !(perSecond >= 1)) throw new RangeError('A rate limit is at least 1 request a second.')
    this.#perSecond = perSecond ?? undefined
    this.#counts.clear()
  }

  /** @throws {StripeError} 429, before anything else of the request is looked at */
  check(key: string, second: number): void {
    if (this.#perSecond === undefined) return
    if (second !== this.#second) {
      this.#second = second
      this.#counts.clear()
    }
    const count = (this.#counts.get(key) ?? 0) + 1
    this.#counts.set(key, count)
    if (count > this.#perSecond) throw tooMany()
  }
}

const tooMany = (): StripeError =>
  new StripeError(429, {
    type: 'invalid_request_error',
    code: 'rate_limit',
    message: 'Request rate limit exceeded. Learn more about rate limits here https://stripe.com/docs/rate-limits.',
  })
