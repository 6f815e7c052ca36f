import type { ChallengeOutcome } from '../../core.ts'

/** A 3-D Secure challenge; its id is the unguessable token in the page's address. */
export interface Challenge {
  id: string
  /** Of the payment, or of the setup. */
  paymentIntentId: string
  methodId: string
  status: 'pending' | ChallengeOutcome
  /** Absent when Stripe.js shows the challenge inside the shop's page. */
  returnUrl?: string
}
