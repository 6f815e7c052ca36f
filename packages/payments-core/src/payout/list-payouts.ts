import type { ListPayouts, Payout, PayoutPage } from '@azora/contract/payout'
import { int4, int8, jsonb, nullable, text, uuid } from '@azora/db/column'
import { defineStatement } from '@azora/db/statement'
import type { PaymentContext } from '../context.ts'
import { decodeCursor, encodeCursor } from '../cursor.ts'
import { payoutJson } from './payout-view.ts'

/**
 * A page of the merchant's payouts, the newest first: for staff.
 *
 * @throws {Refusal} input_invalid for a cursor that is not ours
 */
export async function listPayouts(ctx: PaymentContext, input: ListPayouts): Promise<PayoutPage> {
  const { limit } = input
  const after = input.cursor ? decodeCursor(input.cursor, sort) : null
  const rows = await ctx.db.all(selectPayouts, {
    merchantId: ctx.merchantId,
    status: input.status ?? null,
    afterKey: after ? after.key : null,
    afterId: after ? after.id : null,
    limit: limit + 1,
  })
  const payouts = rows.slice(0, limit).map((row) => row.payout)
  const last = payouts.at(-1)
  const isMore = rows.length > limit && last !== undefined
  return { payouts, nextCursor: isMore ? encodeCursor({ sort, key: Date.parse(last.createdAt), id: last.id }) : null }
}

const sort = 'payouts'

const selectPayouts = defineStatement({
  name: 'payout/list',
  text: `
    select ${payoutJson('payout')} as payout
    from payout
    where payout.merchant_id = $merchantId
      and ($status is null or payout.status = $status)
      and ($afterKey is null
        or (payout.created_at, payout.id) < (to_timestamp($afterKey / 1000.0)::timestamptz(3), $afterId))
    order by payout.created_at desc, payout.id desc
    limit $limit`,
  params: { merchantId: uuid, status: nullable(text), afterKey: nullable(int8), afterId: nullable(uuid), limit: int4 },
  columns: { payout: jsonb<Payout>() },
})
