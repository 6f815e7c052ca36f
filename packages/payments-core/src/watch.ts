import type { StripeLane } from './stripe/stripe-lane.ts'

/** How a call to Stripe went: `refused` is Stripe's definite no, `held_back` was never sent, for its breaker or for want of room. */
export type StripeCallResult = 'answered' | 'refused' | 'unanswered' | 'held_back'

/** Told of what happens often and is counted. Nothing that it hears names a person or a thing: only kinds. It must not throw. */
export interface Watch {
  stripeCall(lane: StripeLane, result: StripeCallResult): void
  breaker(lane: StripeLane, state: 'open' | 'closed'): void
  /** Whether Redis had the answer to a request; where there is no Redis, nobody looks. */
  answerLookup(isFound: boolean): void
  /** One run of a job or of a sweep. */
  work(name: string, result: 'done' | 'failed'): void
  /** What became of a delivery to the webhook receiver; one of a few words. */
  delivery(result: string): void
}

/** Where nobody counts. */
export const noWatch: Watch = { stripeCall() {}, breaker() {}, answerLookup() {}, work() {}, delivery() {} }
