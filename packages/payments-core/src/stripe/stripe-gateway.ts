import { createIntentCalls, type IntentCalls } from './intent-calls.ts'
import { createStripeCalls, type StripeCallsOptions } from './stripe-calls.ts'

/** The only way to Stripe, by noun. Every call ends within ten seconds; every POST carries a key of ours. */
export interface StripeGateway {
  intents: IntentCalls
}

/** A gateway on the real SDK. */
export function createStripeGateway(options: StripeCallsOptions): StripeGateway {
  const calls = createStripeCalls(options)
  return { intents: createIntentCalls(calls) }
}
