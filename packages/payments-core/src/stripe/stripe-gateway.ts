import type { DeclineReason } from '@azora/contract/decline-reason'
import type { PaymentStatus } from '@azora/contract/payment-status'

/** What we know of a PaymentIntent once Stripe has told us. */
export interface IntentSnapshot {
  id: string
  status: PaymentStatus
  amountMinor: number
  amountReceivedMinor: number
  currency: string
  /** Never stored, never logged. */
  clientSecret: string | null
  declineReason: DeclineReason | null
  method: { type: string; brand: string | null; last4: string | null } | null
  refundedMinor: number
  /** Our payment's id, where the intent carries one. */
  paymentId: string | null
  attemptId: string | null
}

/** What came of asking Stripe to take money. Only `answered` and `refused` are answers; `unknown` is not a failure. */
export type ConfirmOutcome =
  | { kind: 'answered'; intent: IntentSnapshot }
  /** Stripe refused the request itself, so nothing was charged: a used or expired confirmation token, say. */
  | { kind: 'refused' }
  | { kind: 'unknown' }

export interface ConfirmAttempt {
  merchantId: string
  paymentId: string
  attemptId: string
  /** Set when an earlier attempt of the payment already made a PaymentIntent. */
  paymentIntentId: string | null
  confirmationTokenId: string
  amountMinor: number
  currency: string
  description: string
  metadata: Record<string, string>
}

/** The only way to Stripe. Every call ends within ten seconds; every POST carries a key derived from the attempt. */
export interface StripeGateway {
  /** Takes the money, or tries to. Repeating it with the same attempt never takes it twice. Never throws for Stripe's sake. */
  confirmAttempt(attempt: ConfirmAttempt): Promise<ConfirmOutcome>
  /** @throws {StripeUnavailable} when Stripe gives no answer */
  retrieveIntent(paymentIntentId: string): Promise<IntentSnapshot>
  /**
   * Looks through the PaymentIntents made around the attempt for the one that carries its id. Listing, unlike search, is current.
   *
   * @returns undefined only when Stripe has answered and there is none
   * @throws {StripeUnavailable} when Stripe gives no answer
   */
  findIntentOfAttempt(attempt: { attemptId: string; createdAt: Date }): Promise<IntentSnapshot | undefined>
}

/** Stripe gave no usable answer; try later. */
export class StripeUnavailable extends Error {
  override readonly name = 'StripeUnavailable'
}
