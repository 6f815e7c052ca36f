import { int4, int8, text, timestamptz, uuid } from '@azora/db/column'
import { defineStatement } from '@azora/db/statement'
import type { PaymentContext } from '../context.ts'
import { applyIntent } from './apply-intent.ts'
import { finishAttempt, leaseSeconds } from './finish-attempt.ts'
import { takeOverDueAttempt } from './payment-rows.ts'

const batch = 20

/**
 * Finishes what a dead process or a lost event left: open attempts whose lease is over, and payments that wait for news
 * which does not come. Stripe is asked, nothing is guessed. Safe to run in several processes at once.
 *
 * @returns how many attempts and payments were looked at
 */
export async function sweepPayments(ctx: PaymentContext): Promise<{ attempts: number; payments: number }> {
  const { merchantId } = ctx
  let attempts = 0
  for (; attempts < batch; attempts += 1) {
    // One at a time: a lease that waits behind others would run out before its turn.
    const attempt = await ctx.db.first(takeOverDueAttempt, { merchantId, leaseSeconds })
    if (!attempt) break
    await tolerate(ctx, attempt.paymentId, () => finishAttempt(ctx, attempt))
  }

  const payments = await ctx.db.all(takeStalePayments, { merchantId, limit: batch, now: ctx.clock.now() })
  for (const payment of payments) {
    await tolerate(ctx, payment.id, async () => {
      const intent = await ctx.stripe.retrieveIntent(payment.intentId)
      return applyIntent(ctx, payment, { intent, eventId: null, actor: 'sweeper' })
    })
  }
  return { attempts, payments: payments.length }
}

/** One payment in trouble must not hold up the others; it comes round again. */
async function tolerate(ctx: PaymentContext, paymentId: string, work: () => Promise<unknown>): Promise<void> {
  try {
    await work()
  } catch (error) {
    ctx.log.error({ paymentId, error: String(error) }, 'the sweeper could not finish a payment')
  }
}

/**
 * Payments that have waited half a minute, then a quarter of their age, six hours at most between two looks.
 * Touching `updated_at` puts them to the end of the line and keeps a second sweeper off. One with an open attempt is left
 * to that attempt: until it is finished, Stripe's word on the intent may be about the card that was tried before.
 */
const takeStalePayments = defineStatement({
  name: 'payment/take-stale-payments',
  text: `
    update payment set updated_at = $now
    where (merchant_id, id) in (
      select merchant_id, id from payment
      where merchant_id = $merchantId and status in ('processing', 'requires_action')
        and stripe_payment_intent_id is not null
        and not exists (select from payment_attempt where payment_attempt.merchant_id = payment.merchant_id
          and payment_attempt.payment_id = payment.id and payment_attempt.state in ('started', 'unknown'))
        and updated_at < $now - least(greatest(interval '30 seconds', (updated_at - created_at) / 4), interval '6 hours')
      order by updated_at limit $limit for update skip locked)
    returning id, version, stripe_payment_intent_id as "intentId", amount_minor as "amountMinor", currency::text`,
  params: { merchantId: uuid, limit: int4, now: timestamptz },
  columns: { id: uuid, version: int4, intentId: text, amountMinor: int8, currency: text },
})
