import type { Refund } from '@azora/contract/refund'
import { jsonb, uuid } from '@azora/db/column'
import { defineStatement } from '@azora/db/statement'
import type { PaymentContext } from '../context.ts'
import { Refusal } from '../refusal.ts'
import { refundJson } from './refund-view.ts'

/**
 * Any refund of the merchant's, as it is now; for staff.
 *
 * @throws {Refusal} refund_not_found
 */
export async function readRefund(ctx: PaymentContext, refundId: string): Promise<Refund> {
  const row = await ctx.db.first(selectRefund, { merchantId: ctx.merchantId, refundId })
  if (!row) throw new Refusal({ code: 'refund_not_found', refundId })
  return row.refund
}

const selectRefund = defineStatement({
  name: 'refund/select-refund',
  text: `select ${refundJson('refund')} as refund from refund where merchant_id = $merchantId and id = $refundId`,
  params: { merchantId: uuid, refundId: uuid },
  columns: { refund: jsonb<Refund>() },
})
