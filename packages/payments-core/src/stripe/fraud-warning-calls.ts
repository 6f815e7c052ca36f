import { fraudWarningSnapshotOf, type FraudWarningSnapshot } from './fraud-warning-snapshot.ts'
import type { StripeCalls } from './stripe-calls.ts'

export interface FraudWarningCalls {
  /** @throws {StripeUnavailable} when Stripe gives no answer */
  retrieve(warningId: string): Promise<FraudWarningSnapshot>
}

export const createFraudWarningCalls = (calls: StripeCalls): FraudWarningCalls => ({
  retrieve: (id) =>
    calls.read(async (stripe) =>
      fraudWarningSnapshotOf(await stripe.radar.earlyFraudWarnings.retrieve(id, { expand: ['payment_intent'] })),
    ),
})
