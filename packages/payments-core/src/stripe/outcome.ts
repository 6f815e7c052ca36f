/** What came of asking Stripe to do something. Only `answered` and `refused` are answers; `unknown` is not a failure. */
export type Outcome<T> =
  | { kind: 'answered'; value: T }
  /** Stripe refused the request itself, so nothing was done. `code` is Stripe's, for logs and for staff. */
  | { kind: 'refused'; code: string }
  /** `isKeySpent`: Stripe has stored a failure under the key, so that asking under it again tells nothing more. */
  | { kind: 'unknown'; isKeySpent?: boolean }

/** Stripe gave no usable answer; try later. */
export class StripeUnavailable extends Error {
  override readonly name = 'StripeUnavailable'
}
