import type { Dispute } from '@azora/contract/dispute'
import { jsonb, uuid } from '@azora/db/column'
import { defineStatement } from '@azora/db/statement'
import type { PaymentContext } from '../context.ts'
import { Refusal } from '../refusal.ts'
import { disputeJson } from './dispute-view.ts'

/**
 * A dispute of the merchant's, as it is now: for staff.
 *
 * @throws {Refusal} dispute_not_found
 */
export async function readDispute(ctx: PaymentContext, disputeId: string): Promise<Dispute> {
  const row = await ctx.db.first(selectDispute, { merchantId: ctx.merchantId, disputeId })
  if (!row) throw new Refusal({ code: 'dispute_not_found', disputeId })
  return row.dispute
}

const selectDispute = defineStatement({
  name: 'dispute/select-dispute',
  text: `
    select ${disputeJson('dispute')} as dispute
    from dispute where dispute.merchant_id = $merchantId and dispute.id = $disputeId`,
  params: { merchantId: uuid, disputeId: uuid },
  columns: { dispute: jsonb<Dispute>() },
})
