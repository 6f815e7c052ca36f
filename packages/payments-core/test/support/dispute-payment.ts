import type { Dispute } from '@azora/contract/dispute'
import { listDisputes } from '@azora/payments-core/dispute/list-disputes'
import { readDispute } from '@azora/payments-core/dispute/read-dispute'
import type { World } from '@azora/test-kit/create-world'
import { expect } from 'vitest'
import { hear, payQuietly } from './quiet-world.ts'

/** A paid payment that its payer disputes, or asks about, and we know it. */
export async function disputePayment(world: World, claim: { isInquiry?: boolean } = {}) {
  const { paymentId, intentId } = await payQuietly(world)
  const { id: stripeDisputeId } = world.stripe.money.raiseDispute(intentId, claim)
  await hear(world, stripeDisputeId)
  const dispute = await onlyDisputeOf(world, paymentId)
  return { paymentId, stripeDisputeId, dispute, disputeId: dispute.id }
}

export async function onlyDisputeOf({ ctx }: World, paymentId: string): Promise<Dispute> {
  const { disputes } = await listDisputes(ctx, { sort: 'newest', limit: 100 })
  const ours = disputes.filter((dispute) => dispute.paymentId === paymentId)
  expect(ours).toHaveLength(1)
  return readDispute(ctx, String(ours[0]?.id))
}

/** What of a payment may not be refunded for a dispute's sake. */
export async function disputedMinor({ ctx }: World, paymentId: string): Promise<number> {
  const sql = 'select disputed_minor as minor from payment where id = $1'
  const { rows } = await ctx.db.pool.query<{ minor: string }>(sql, [paymentId])
  return Number(rows[0]?.minor)
}

/** Evidence by which the sandbox's bank lets us win. */
export const winning = { uncategorizedText: 'winning_evidence', receipt: 'file_receipt1' }
