import { payoutSnapshotOf, type PayoutSnapshot } from './payout-snapshot.ts'
import type { StripeCalls } from './stripe-calls.ts'

export interface PayoutCalls {
  /** @throws {StripeUnavailable} when Stripe gives no answer */
  retrieve(payoutId: string): Promise<PayoutSnapshot>
}

export const createPayoutCalls = (calls: StripeCalls): PayoutCalls => ({
  retrieve: (id) => calls.read(async (stripe) => payoutSnapshotOf(await stripe.payouts.retrieve(id))),
})
