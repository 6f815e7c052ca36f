import type { ApiCaller } from '../wire/call-api.ts'
import { asText, type UnknownRecord } from '../wire/is-record.ts'
import type { StripeError } from '../wire/stripe-error.ts'
import type { ElementsGroup } from './elements-group.ts'

/** How everything that ends with an intent, of either kind, comes out. */
export type IntentResult = { intent: UnknownRecord; error?: never } | { intent?: never; error: StripeError }

/** What the methods of one Stripe object share. */
export interface StripeContext {
  caller: ApiCaller
  /** @throws {IntegrationError} when it is not an object of `stripe.elements()` */
  groupOf(elements: unknown): ElementsGroup
}

export const isSetup = (intent: UnknownRecord): boolean => asText(intent['id']).startsWith('seti_')

/** The result as the shop gets it: `{ paymentIntent }`, `{ setupIntent }` or `{ error }`. */
export async function presentIntent(result: Promise<IntentResult>): Promise<UnknownRecord> {
  const { intent, error } = await result
  return error ? { error } : { [isSetup(intent) ? 'setupIntent' : 'paymentIntent']: intent }
}
