import type { GetPayout, Payout } from '@azora/contract/payout'
import { jsonb, uuid } from '@azora/db/column'
import { defineStatement } from '@azora/db/statement'
import type { PaymentContext } from '../context.ts'
import { Refusal } from '../refusal.ts'
import { payoutJson } from './payout-view.ts'

/**
 * A payout of the merchant's: for staff.
 *
 * @throws {Refusal} payout_not_found
 */
export async function getPayout(ctx: PaymentContext, { payoutId }: GetPayout): Promise<Payout> {
  const row = await ctx.db.first(selectPayout, { merchantId: ctx.merchantId, payoutId })
  if (!row) throw new Refusal({ code: 'payout_not_found', payoutId })
  return row.payout
}

const selectPayout = defineStatement({
  name: 'payout/select-payout',
  text: `
    select ${payoutJson('payout')} as payout
    from payout where payout.merchant_id = $merchantId and payout.id = $payoutId`,
  params: { merchantId: uuid, payoutId: uuid },
  columns: { payout: jsonb<Payout>() },
})
