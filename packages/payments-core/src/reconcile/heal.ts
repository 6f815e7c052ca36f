import type { PaymentContext } from '../context.ts'
import { adoptDispute, advanceDispute } from '../dispute/apply-dispute.ts'
import { findDispute } from '../dispute/dispute-rows.ts'
import { isKnown } from '../dispute/known-dispute.ts'
import { applyIntent } from '../payment/apply-intent.ts'
import { findPayment } from '../payment/find-payment.ts'
import { applyRefund } from '../refund/apply-refund.ts'
import type { TheirBooks } from './find-drift.ts'

const news = { eventId: null, actor: 'reconciliation' }

/**
 * Brings our books to what Stripe says of a PaymentIntent, by the same steps as its events would: forward only, and never
 * where amounts differ. What such a step refuses is left to people.
 */
export async function heal(ctx: PaymentContext, { intentId, entry, refunds, disputes }: TheirBooks): Promise<void> {
  if (!entry) return
  const { intent, merchantId } = entry
  const metadata = merchantId === ctx.merchantId && intent.paymentId ? named(ctx, intent.paymentId) : {}
  const payment = await findPayment(ctx, intentId, metadata).catch(leave(ctx, intentId))
  if (!payment) return
  await applyIntent(ctx, payment, { ...news, intent }).catch(leave(ctx, intentId))
  for (const refund of refunds) await applyRefund(ctx, { ...news, refund }).catch(leave(ctx, refund.id))
  for (const dispute of disputes) {
    const known = await ctx.db.first(findDispute, { merchantId: ctx.merchantId, stripeDisputeId: dispute.id })
    if (known && isKnown(known, dispute)) continue
    const step = known
      ? advanceDispute(ctx, known, { ...news, dispute })
      : adoptDispute(ctx, payment.id, { ...news, dispute })
    await step.catch(leave(ctx, dispute.id))
  }
}

const named = ({ merchantId }: PaymentContext, paymentId: string) => ({
  azora_merchant_id: merchantId,
  azora_payment_id: paymentId,
})

const leave =
  ({ log }: PaymentContext, stripeId: string) =>
  (error: unknown): undefined => {
    log.warn({ stripeId, error: String(error) }, 'a difference from Stripe’s books could not be healed')
  }
