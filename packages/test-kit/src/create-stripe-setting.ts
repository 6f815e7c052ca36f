import { createStripeCalls, type StripeCalls, type StripeCallsOptions } from '@azora/payments-core/stripe/stripe-calls'
import { createStripeSandbox } from '@azora/stripe-sandbox/create-stripe-sandbox'
import type { StripeSandbox } from '@azora/stripe-sandbox/stripe-sandbox'

/** Calls to a Stripe of the test's own, without a database. */
export interface StripeSetting extends AsyncDisposable {
  stripe: StripeSandbox
  calls: StripeCalls
  /** Pauses between calls, in milliseconds: noted, not spent. */
  pauses: number[]
}

const silent = { debug() {}, info() {}, warn() {}, error() {} }

/** The breaker hardly ever opens, unless the test says when. */
export async function createStripeSetting(options: Partial<StripeCallsOptions> = {}): Promise<StripeSetting> {
  const stripe = await createStripeSandbox()
  const pauses: number[] = []
  const calls = createStripeCalls({
    secretKey: stripe.secretKey,
    apiBase: stripe.url,
    log: silent,
    timeoutMs: 2_000,
    outage: { calls: 1_000, pauseMs: 5_000 },
    pause: async (ms) => void pauses.push(ms),
    ...options,
  })
  return { stripe, calls, pauses, [Symbol.asyncDispose]: () => stripe.close() }
}
