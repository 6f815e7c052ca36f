import type Stripe from 'stripe'
import type { PaymentContext } from '../context.ts'
import { findPayment } from '../payment/find-payment.ts'

/**
 * The payment that a dispute or a warning is about; undefined when it is not ours.
 *
 * @throws {RowMissing} when the PaymentIntent's metadata names a payment of our merchant, and there is none (yet)
 */
export async function findDisputedPayment(
  ctx: PaymentContext,
  { intentId, intentMetadata }: { intentId: string | null; intentMetadata: Stripe.Metadata },
): Promise<string | undefined> {
  const payment = intentId ? await findPayment(ctx, intentId, intentMetadata) : undefined
  return payment?.id
}
