import type Stripe from 'stripe'
import type { PaymentContext } from '../context.ts'
import { findPaymentOfIntent } from './intent-rows.ts'

/**
 * The payment that a PaymentIntent belongs to. Metadata is only believed where it names our merchant: other applications
 * may share the Stripe account.
 */
export const findPayment = (ctx: PaymentContext, intentId: string, metadata: Stripe.Metadata) =>
  ctx.db.first(findPaymentOfIntent, {
    merchantId: ctx.merchantId,
    intentId,
    paymentId: metadata['azora_merchant_id'] === ctx.merchantId ? (metadata['azora_payment_id'] ?? null) : null,
  })
