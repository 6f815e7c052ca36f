import { nullable, text, uuid } from '@azora/db/column'
import { defineStatement } from '@azora/db/statement'
import type { PaymentStatus } from '@azora/contract/payment-status'
import type { PaymentContext } from '../context.ts'
import { Refusal } from '../refusal.ts'
import type { IntentSnapshot } from '../stripe/intent-snapshot.ts'
import { StripeUnavailable } from '../stripe/outcome.ts'

/**
 * The secret with which the page asks the shopper to act; null when there is nothing to do. It is never stored, so a repeat
 * fetches it again for a payment that still needs it.
 *
 * @param answered what Stripe answered just now, if it was asked
 * @throws {Refusal} temporarily_unavailable: without its secret the page could not go on, so it is told to come back
 */
export async function clientSecretOf(
  ctx: PaymentContext,
  payment: { id: string; status: PaymentStatus },
  answered: IntentSnapshot | null,
): Promise<string | null> {
  if (payment.status !== 'requires_action') return null
  if (answered) return answered.clientSecret
  const row = await ctx.db.first(findIntentId, { merchantId: ctx.merchantId, paymentId: payment.id })
  const intent = row?.intentId ? await ctx.stripe.intents.retrieve(row.intentId).catch(refuseForNow) : undefined
  return intent?.clientSecret ?? null
}

function refuseForNow(error: unknown): never {
  if (!(error instanceof StripeUnavailable)) throw error
  throw new Refusal({ code: 'temporarily_unavailable', retryAfterSeconds: 2 })
}

const findIntentId = defineStatement({
  name: 'payment/find-intent-id',
  text: `
    select stripe_payment_intent_id as "intentId" from payment where merchant_id = $merchantId and id = $paymentId`,
  params: { merchantId: uuid, paymentId: uuid },
  columns: { intentId: nullable(text) },
})
