import type { PaymentContext } from '../context.ts'
import { advanceDispute } from './apply-dispute.ts'
import { takeStaleDisputes } from './dispute-rows.ts'
import { isKnown } from './known-dispute.ts'

const batch = 10

/**
 * Asks Stripe about open disputes of which no news comes. Safe to run in several processes at once.
 *
 * @returns how many disputes were looked at
 */
export async function sweepDisputes(ctx: PaymentContext): Promise<number> {
  const { merchantId, clock, log } = ctx
  const disputes = await ctx.db.all(takeStaleDisputes, { merchantId, limit: batch, now: clock.now() })
  for (const { stripeDisputeId, ...known } of disputes) {
    try {
      const dispute = await ctx.stripe.disputes.retrieve(stripeDisputeId)
      // One that changes meanwhile has had news.
      if (!isKnown(known, dispute)) await advanceDispute(ctx, known, { dispute, eventId: null, actor: 'sweeper' })
    } catch (error) {
      // One dispute in trouble must not hold up the others; it comes round again.
      log.error({ disputeId: known.id, error: String(error) }, 'the sweeper could not look at a dispute')
    }
  }
  return disputes.length
}
