import type { ListPayments, PaymentPage, PaymentSummary } from '@azora/contract/payment'
import { int4, int8, jsonb, nullable, text, timestamptz, uuid } from '@azora/db/column'
import { defineStatement } from '@azora/db/statement'
import type { CallerContext } from '../context.ts'
import { decodeCursor, encodeCursor } from '../cursor.ts'
import { paymentSummaryJson } from './payment-view.ts'

/**
 * A page of the caller's own payments. Pages are cut by key, not by offset: page 1000 costs what page 1 costs, and
 * payments that arrive meanwhile neither repeat nor hide a row.
 *
 * @throws {Refusal} input_invalid for a cursor that is not ours or belongs to another order
 */
export async function listPayments(ctx: CallerContext, input: ListPayments): Promise<PaymentPage> {
  const { limit, sort } = input
  const after = input.cursor ? decodeCursor(input.cursor, sort) : null
  const isByAmount = sort.startsWith('amount')
  const rows = await ctx.reports.all(statementFor[sort], {
    merchantId: ctx.merchantId,
    subject: ctx.caller.subject,
    status: input.status ?? null,
    from: input.from ? new Date(input.from) : null,
    to: input.to ? new Date(input.to) : null,
    currency: input.currency ?? null,
    minimumMinor: input.minimumMinor ?? null,
    maximumMinor: input.maximumMinor ?? null,
    afterKey: after ? after.key : null,
    afterId: after ? after.id : null,
    limit: limit + 1,
  })
  const payments = rows.slice(0, limit).map((row) => row.payment)
  const last = payments.at(-1)
  const isMore = rows.length > limit && last !== undefined
  const key = last && (isByAmount ? last.amount.amountMinor : Date.parse(last.createdAt))
  return { payments, nextCursor: isMore && key !== undefined ? encodeCursor({ sort, key, id: last.id }) : null }
}

/** The key is an amount in minor units, or a time in milliseconds, which is all the precision that the column has. */
const keyAsTime = `to_timestamp($afterKey / 1000.0)::timestamptz(3)`

const listStatement = (sort: ListPayments['sort']) => {
  const [column, key] = sort.startsWith('amount') ? ['amount_minor', '$afterKey'] : ['created_at', keyAsTime]
  const [order, beyond] = sort === 'newest' || sort === 'amount_descending' ? ['desc', '<'] : ['asc', '>']
  return defineStatement({
    name: `payment/list-${sort}`,
    text: `
      select ${paymentSummaryJson('payment')} as payment
      from payment
      where payment.merchant_id = $merchantId
        and payment.customer_id = (select id from customer where merchant_id = $merchantId and subject = $subject)
        and ($status is null or payment.status = $status)
        and ($from is null or payment.created_at >= $from)
        and ($to is null or payment.created_at < $to)
        and ($currency is null or payment.currency = $currency)
        and ($minimumMinor is null or payment.amount_minor >= $minimumMinor)
        and ($maximumMinor is null or payment.amount_minor <= $maximumMinor)
        and ($afterKey is null or (payment.${column}, payment.id) ${beyond} (${key}, $afterId))
      order by payment.${column} ${order}, payment.id ${order}
      limit $limit`,
    params: {
      merchantId: uuid,
      subject: text,
      status: nullable(text),
      from: nullable(timestamptz),
      to: nullable(timestamptz),
      currency: nullable(text),
      minimumMinor: nullable(int8),
      maximumMinor: nullable(int8),
      afterKey: nullable(int8),
      afterId: nullable(uuid),
      limit: int4,
    },
    columns: { payment: jsonb<PaymentSummary>() },
  })
}

const statementFor = {
  newest: listStatement('newest'),
  oldest: listStatement('oldest'),
  amount_descending: listStatement('amount_descending'),
  amount_ascending: listStatement('amount_ascending'),
}
