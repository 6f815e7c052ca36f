import type { ApiCaller } from '../wire/call-api.ts'
import type { UnknownRecord } from '../wire/is-record.ts'
import type { StripeError } from '../wire/stripe-error.ts'
import type { ElementsGroup } from './elements-group.ts'

/** How every method that ends with an intent answers the shop. */
export type IntentResult =
  | { paymentIntent: UnknownRecord; error?: never }
  | { paymentIntent?: never; error: StripeError }

/** What the methods of one Stripe object share. */
export interface StripeContext {
  caller: ApiCaller
  /** @throws {IntegrationError} when it is not an object of `stripe.elements()` */
  groupOf(elements: unknown): ElementsGroup
}
