import { isRefundReserved as isReserved } from '@azora/contract/refund-status'
import { isUniqueViolation } from '@azora/db/database'
import type { PaymentContext } from '../context.ts'
import { AmountsDiffer } from '../payment/apply-intent.ts'
import { refundReceiptParams } from '../receipt/refund-receipt-sql.ts'
import type { RefundSnapshot } from '../stripe/refund-snapshot.ts'
import { adoptFromStripe, NoRoom } from './adopt-refund.ts'
import { findRefund } from './find-refund.ts'
import { reportOf } from './refund-report.ts'
import { moveRefund } from './report-rows.ts'

/** Who brought the news of a refund. */
export interface RefundNews {
  refund: RefundSnapshot
  /** The event that is closed in the same commit; null where none brought the news. */
  eventId: string | null
  actor: string
}

/**
 * Moves a refund to where Stripe says that it is, forward only, and keeps its payment's counters; one that we do not know was
 * made at Stripe's side and is taken over. Repeats, late and reordered reports change nothing.
 *
 * @returns what came of it; `isClosed` says whether the event was closed with it
 * @throws {AmountsDiffer} when Stripe's amount is not the one that we asked for, or Stripe has made what it had refused or
 *   had not heard of; nothing is written, and staff see the event
 * @throws when our books have no room for a refund from Stripe's side yet: the event stays open
 */
export async function applyRefund(ctx: PaymentContext, news: RefundNews): ReturnType<typeof adoptFromStripe> {
  const { refund, eventId, actor } = news
  const known = await findRefund(ctx, refund)
  if (!known) return adoptFromStripe(ctx, news).catch(knownByNow(ctx, news))

  if (known.amountMinor !== refund.amountMinor || known.currency !== refund.currency) {
    throw new AmountsDiffer(`refund ${known.id} and ${refund.id} differ in amount or currency`)
  }
  if (isReserved(refund.status) && !isReserved(known.status) && known.stripeRefundId === null) {
    throw new AmountsDiffer(`refund ${known.id} is ${known.status} in our books, and ${refund.id} is made at Stripe`)
  }
  const result = await ctx.db.first(moveRefund, {
    merchantId: ctx.merchantId,
    refundId: known.id,
    eventId,
    actor,
    auditId: ctx.newId(),
    now: ctx.clock.now(),
    ...reportOf(ctx, refund),
    ...refundReceiptParams(ctx),
  })
  return { outcome: result && result.moved > 0 ? 'applied' : 'no_change', isClosed: true }
}

/** Another event of the same refund adopted it while we looked, and took the room that it needs: then it is there to be moved. */
const knownByNow = (ctx: PaymentContext, news: RefundNews) => async (error: unknown) => {
  if ((isUniqueViolation(error) || error instanceof NoRoom) && (await findRefund(ctx, news.refund)))
    return applyRefund(ctx, news)
  throw error
}
