import type { SandboxClock } from './state/sandbox-clock.ts'

export type ChallengeOutcome = 'authenticated' | 'failed'

/** One 3-D Secure challenge, as the bank's page shows it. */
export interface ThreeDSecureChallenge {
  paymentIntentId: string
  /** In the currency's minor units. */
  amount: number
  currency: string
  merchantName: string
  /** Where the shopper goes afterwards; absent when Stripe.js waits for the answer in the shop's page. */
  returnUrl?: string
  status: 'pending' | ChallengeOutcome
}

/** What a finished challenge leads to: the payment's new status, and the return address with Stripe's query on it. */
export interface ChallengeResult {
  status: string
  returnUrl?: string
}

/** The part of a running sandbox that its pages may use. */
export interface SandboxCore {
  /** Origin of the sandbox, without a slash at the end. */
  readonly url: string
  readonly publishableKey: string
  readonly clock: SandboxClock
  readonly threeDSecure: {
    find(token: string): ThreeDSecureChallenge | undefined
    /** Finishes a challenge once; a repeat answers what the first one did. Throws when the token is unknown. */
    complete(token: string, outcome: ChallengeOutcome): ChallengeResult
  }
}
