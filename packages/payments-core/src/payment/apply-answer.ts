import type { PaymentContext } from '../context.ts'
import type { IntentSnapshot } from '../stripe/intent-snapshot.ts'
import { StripeUnavailable } from '../stripe/outcome.ts'
import { applyIntent } from './apply-intent.ts'
import { findPaymentOfIntent } from './intent-rows.ts'

/** Moves a payment to where Stripe's answer says that its intent is, as the event of it would. A repeat changes nothing. */
export async function applyAnswer(ctx: PaymentContext, intent: IntentSnapshot): Promise<void> {
  const payment = await ctx.db.first(findPaymentOfIntent, {
    merchantId: ctx.merchantId,
    intentId: intent.id,
    paymentId: null,
  })
  if (payment) await applyIntent(ctx, payment, { intent, eventId: null, actor: 'stripe' })
}

/** Reads the intent of a payment that Stripe refused to change: it is not where we thought. Without an answer, its event will tell. */
export async function lookAgain(ctx: PaymentContext, paymentIntentId: string): Promise<void> {
  try {
    await applyAnswer(ctx, await ctx.stripe.intents.retrieve(paymentIntentId))
  } catch (error) {
    if (!(error instanceof StripeUnavailable)) throw error
  }
}
