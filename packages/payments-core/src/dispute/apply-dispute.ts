import { isUniqueViolation } from '@azora/db/database'
import type { PaymentContext } from '../context.ts'
import type { DisputeSnapshot } from '../stripe/dispute-snapshot.ts'
import { factsOf } from './dispute-facts.ts'
import { moveDispute, openDispute } from './dispute-rows.ts'
import type { KnownDispute } from './known-dispute.ts'

/** Who brings the news. The event, if there is one, is closed in the same commit. */
export interface DisputeNews {
  dispute: DisputeSnapshot
  eventId: string | null
  actor: string
}

/**
 * Writes down a dispute that we did not know.
 *
 * @returns false, and nothing is written, when a rival was faster: look again
 */
export async function adoptDispute(
  ctx: PaymentContext,
  paymentId: string,
  { dispute, eventId, actor }: DisputeNews,
): Promise<boolean> {
  const disputeId = ctx.newId()
  const opened = await ctx.db
    .first(openDispute, {
      merchantId: ctx.merchantId,
      disputeId,
      paymentId,
      stripeDisputeId: dispute.id,
      chargeId: dispute.chargeId,
      ...factsOf(dispute),
      eventId,
      actor,
      auditId: ctx.newId(),
      createdAt: dispute.createdAt,
      now: ctx.clock.now(),
    })
    .catch((error: unknown) => {
      if (!isUniqueViolation(error)) throw error
    })
  if (opened?.exceedsPayment) warn(ctx, disputeId)
  return opened?.hasMoved ?? false
}

/**
 * Brings a dispute that we know to where Stripe says that it is.
 *
 * @param known as it was read before Stripe was asked
 * @returns false, and nothing is written, when it changed meanwhile: look again
 * @throws when Stripe takes back what was decided for good; nothing is written
 */
export async function advanceDispute(
  ctx: PaymentContext,
  known: KnownDispute,
  { dispute, eventId, actor }: DisputeNews,
): Promise<boolean> {
  const moved = await ctx.db.first(moveDispute, {
    merchantId: ctx.merchantId,
    disputeId: known.id,
    seenVersion: known.version,
    ...factsOf(dispute),
    eventId,
    actor,
    auditId: ctx.newId(),
    now: ctx.clock.now(),
  })
  if (moved?.exceedsPayment) warn(ctx, known.id)
  return moved?.hasMoved ?? false
}

const warn = ({ log }: PaymentContext, disputeId: string) =>
  log.warn({ disputeId }, 'a dispute and the refunds of its payment together exceed what was captured')
