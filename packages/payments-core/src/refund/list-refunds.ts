import type { ListRefunds, Refund, RefundPage } from '@azora/contract/refund'
import { jsonb, nullable, text, uuid } from '@azora/db/column'
import { defineStatement } from '@azora/db/statement'
import type { PaymentContext } from '../context.ts'
import { afterPage, cutPage, pageOf, pageParams } from '../page.ts'
import { refundJson } from './refund-view.ts'

/**
 * A page of the merchant's refunds, the newest first; for staff. Pages are cut by key, as in `listPayments`.
 *
 * @throws {Refusal} input_invalid for a cursor that is not ours
 */
export async function listRefunds(ctx: PaymentContext, input: ListRefunds): Promise<RefundPage> {
  const { limit, paymentId, status } = input
  const page = { ...pageOf(ctx, input, sort), status: status ?? null }
  const rows = paymentId
    ? await ctx.reports.all(selectOfPayment, { ...page, paymentId })
    : await ctx.reports.all(status ? selectOfStatus : selectAll, page)
  const { items, nextCursor } = cutPage(
    rows.map((row) => row.refund),
    { limit, sort },
  )
  return { refunds: items, nextCursor }
}

const sort = 'newest'

/** One statement for each index, so that no page has to pass over rows of others. */
const selectPage = <Extra extends { paymentId?: typeof uuid }>(name: string, where: string, extra: Extra) =>
  defineStatement({
    name: `refund/list-${name}`,
    text: `
      select ${refundJson('refund')} as refund from refund
      where refund.merchant_id = $merchantId and ${where} and ${afterPage('refund')}
      order by refund.created_at desc, refund.id desc
      limit $limit`,
    params: { ...pageParams, status: nullable(text), ...extra },
    columns: { refund: jsonb<Refund>() },
  })

const anyStatus = '($status is null or refund.status = $status)'
const selectAll = selectPage('all', anyStatus, {})
const selectOfStatus = selectPage('of-status', 'refund.status = $status', {})
const selectOfPayment = selectPage('of-payment', `refund.payment_id = $paymentId and ${anyStatus}`, { paymentId: uuid })
