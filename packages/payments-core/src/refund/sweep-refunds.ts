import { int4, text, timestamptz, uuid } from '@azora/db/column'
import { defineStatement } from '@azora/db/statement'
import type { PaymentContext } from '../context.ts'
import { applyRefund } from './apply-refund.ts'

const batch = 20

/**
 * Asks Stripe about refunds that wait for news which does not come. Safe to run in several processes at once.
 *
 * @returns how many refunds were looked at
 */
export async function sweepRefunds(ctx: PaymentContext): Promise<number> {
  const { merchantId } = ctx
  const refunds = await ctx.db.all(takeStaleRefunds, { merchantId, limit: batch, now: ctx.clock.now() })
  for (const { id, stripeRefundId } of refunds) {
    try {
      const refund = await ctx.stripe.refunds.retrieve(stripeRefundId)
      await applyRefund(ctx, { refund, eventId: null, actor: 'sweeper' })
    } catch (error) {
      // One refund in trouble must not hold up the others; it comes round again.
      ctx.log.error({ refundId: id, error: String(error) }, 'the sweeper could not finish a refund')
    }
  }
  return refunds.length
}

/**
 * Refunds that have waited a minute, then a quarter of their age, six hours at most between two looks. Touching `updated_at`
 * puts them to the end of the line and keeps a second sweeper off. One that Stripe has not named yet is left to its attempt.
 */
const takeStaleRefunds = defineStatement({
  name: 'refund/take-stale-refunds',
  text: `
    update refund set updated_at = $now
    where (merchant_id, id) in (
      select merchant_id, id from refund
      where merchant_id = $merchantId and status in ('pending', 'requires_action') and stripe_refund_id is not null
        and updated_at < $now - least(greatest(interval '1 minute', (updated_at - created_at) / 4), interval '6 hours')
      order by updated_at limit $limit for update skip locked)
    returning id, stripe_refund_id as "stripeRefundId"`,
  params: { merchantId: uuid, limit: int4, now: timestamptz },
  columns: { id: uuid, stripeRefundId: text },
})
