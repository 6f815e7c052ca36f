import type { ListRefunds, Refund, RefundPage } from '@azora/contract/refund'
import { int4, int8, jsonb, nullable, text, uuid } from '@azora/db/column'
import { defineStatement } from '@azora/db/statement'
import type { PaymentContext } from '../context.ts'
import { decodeCursor } from '../cursor.ts'
import { afterPage, cutPage, sort } from './refund-page.ts'
import { refundJson } from './refund-view.ts'

/**
 * A page of the merchant's refunds, the newest first; for staff. Pages are cut by key, as in `listPayments`.
 *
 * @throws {Refusal} input_invalid for a cursor that is not ours
 */
export async function listRefunds(ctx: PaymentContext, input: ListRefunds): Promise<RefundPage> {
  const { limit, cursor, paymentId, status } = input
  const after = cursor ? decodeCursor(cursor, sort) : null
  const page = {
    merchantId: ctx.merchantId,
    status: status ?? null,
    afterKey: after?.key ?? null,
    afterId: after?.id ?? null,
    limit: limit + 1,
  }
  const rows = paymentId
    ? await ctx.db.all(selectOfPayment, { ...page, paymentId })
    : await ctx.db.all(status ? selectOfStatus : selectAll, page)
  const { items, nextCursor } = cutPage(
    rows.map((row) => row.refund),
    limit,
  )
  return { refunds: items, nextCursor }
}

/** One statement for each index, so that no page has to pass over rows of others. */
const selectPage = <Extra extends { paymentId?: typeof uuid }>(name: string, where: string, extra: Extra) =>
  defineStatement({
    name: `refund/list-${name}`,
    text: `
      select ${refundJson('refund')} as refund from refund
      where refund.merchant_id = $merchantId and ${where} and ${afterPage}
      order by refund.created_at desc, refund.id desc
      limit $limit`,
    params: {
      merchantId: uuid,
      status: nullable(text),
      afterKey: nullable(int8),
      afterId: nullable(uuid),
      limit: int4,
      ...extra,
    },
    columns: { refund: jsonb<Refund>() },
  })

const anyStatus = '($status is null or refund.status = $status)'
const selectAll = selectPage('all', anyStatus, {})
const selectOfStatus = selectPage('of-status', 'refund.status = $status', {})
const selectOfPayment = selectPage('of-payment', `refund.payment_id = $paymentId and ${anyStatus}`, { paymentId: uuid })
