import type Stripe from 'stripe'
import type { PaymentContext } from '../context.ts'
import { RowMissing } from '../event/row-missing.ts'
import { findPaymentOfIntent } from './intent-rows.ts'

/**
 * The payment that a PaymentIntent belongs to; undefined when the intent is not ours. Metadata is only believed where it
 * names our merchant: other applications may share the Stripe account.
 *
 * @throws {RowMissing} when the metadata names a payment of our merchant, and there is none with this intent
 */
export async function findPayment(ctx: PaymentContext, intentId: string, metadata: Stripe.Metadata) {
  const isOurs = metadata['azora_merchant_id'] === ctx.merchantId
  const paymentId = isOurs ? (metadata['azora_payment_id'] ?? null) : null
  const payment = await ctx.db.first(findPaymentOfIntent, { merchantId: ctx.merchantId, intentId, paymentId })
  if (!payment && paymentId) throw new RowMissing(`payment ${paymentId} of ${intentId} is not there`)
  return payment
}
