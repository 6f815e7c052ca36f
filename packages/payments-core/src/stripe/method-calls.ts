import { methodSnapshotOf, type MethodSnapshot } from './method-snapshot.ts'
import type { Outcome } from './outcome.ts'
import type { StripeCalls } from './stripe-calls.ts'

/** What we do with payment methods. */
export interface MethodCalls {
  /** Lets go of a method for good. Stripe refuses when it is attached to nobody. */
  detach(input: { attemptId: string; stripePaymentMethodId: string }): Promise<Outcome<MethodSnapshot>>
  /** @throws {StripeUnavailable} when Stripe gives no answer */
  retrieve(stripePaymentMethodId: string): Promise<MethodSnapshot>
}

export const createMethodCalls = (calls: StripeCalls): MethodCalls => ({
  detach: ({ attemptId, stripePaymentMethodId }) =>
    calls.act(async (stripe) =>
      methodSnapshotOf(
        await stripe.paymentMethods.detach(
          stripePaymentMethodId,
          {},
          { idempotencyKey: `attempt/${attemptId}/detach` },
        ),
      ),
    ),
  retrieve: (id) => calls.read(async (stripe) => methodSnapshotOf(await stripe.paymentMethods.retrieve(id))),
})
