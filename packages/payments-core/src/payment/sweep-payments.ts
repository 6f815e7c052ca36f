import { int4, int8, text, timestamptz, uuid } from '@azora/db/column'
import { defineStatement } from '@azora/db/statement'
import type { PaymentContext } from '../context.ts'
import { applyIntent } from './apply-intent.ts'
import { isBeingAttempted } from './intent-rows.ts'

const batch = 20

/**
 * Asks Stripe about payments that wait for news which does not come. Safe to run in several processes at once.
 *
 * @returns how many payments were looked at
 */
export async function sweepPayments(ctx: PaymentContext): Promise<number> {
  const { merchantId } = ctx
  const payments = await ctx.db.all(takeStalePayments, { merchantId, limit: batch, now: ctx.clock.now() })
  for (const payment of payments) {
    try {
      const intent = await ctx.stripe.intents.retrieve(payment.intentId)
      await applyIntent(ctx, payment, { intent, eventId: null, actor: 'sweeper' })
    } catch (error) {
      // One payment in trouble must not hold up the others; it comes round again.
      ctx.log.error({ paymentId: payment.id, error: String(error) }, 'the sweeper could not finish a payment')
    }
  }
  return payments.length
}

/**
 * Payments that have waited half a minute, then a quarter of their age, six hours at most between two looks; of those that
 * are held, the ones that the bank is about to let go of, half a minute apart.
 * Touching `updated_at` puts them to the end of the line and keeps a second sweeper off. One with an open attempt is left
 * to that attempt: until it is finished, Stripe's word on the intent may be about the card that was tried before.
 */
const takeStalePayments = defineStatement({
  name: 'payment/take-stale-payments',
  text: `
    update payment set updated_at = $now
    where (merchant_id, id) in (
      select merchant_id, id from payment
      where merchant_id = $merchantId
        and (status in ('processing', 'requires_action')
          or status = 'requires_capture' and coalesce(capture_before, created_at + interval '7 days') < $now + interval '10 minutes')
        and stripe_payment_intent_id is not null
        and not ${isBeingAttempted}
        and updated_at < $now - case when status = 'requires_capture' then interval '30 seconds'
          else least(greatest(interval '30 seconds', (updated_at - created_at) / 4), interval '6 hours') end
      order by updated_at limit $limit for update skip locked)
    returning id, version, stripe_payment_intent_id as "intentId", amount_minor as "amountMinor", currency::text`,
  params: { merchantId: uuid, limit: int4, now: timestamptz },
  columns: { id: uuid, version: int4, intentId: text, amountMinor: int8, currency: text },
})
