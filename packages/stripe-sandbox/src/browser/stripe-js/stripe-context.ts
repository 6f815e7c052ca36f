import type { ApiCaller } from '../wire/call-api.ts'
import type { ElementsGroup } from './elements-group.ts'

/** What the methods of one Stripe object share. */
export interface StripeContext {
  caller: ApiCaller
  /** @throws {IntegrationError} when it is not an object of `stripe.elements()` */
  groupOf(elements: unknown): ElementsGroup
}
