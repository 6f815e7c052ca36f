import type { DisputePage, DisputeSummary, ListDisputes } from '@azora/contract/dispute'
import { int4, int8, jsonb, nullable, text, uuid } from '@azora/db/column'
import { defineStatement } from '@azora/db/statement'
import type { PaymentContext } from '../context.ts'
import { decodeCursor, encodeCursor } from '../cursor.ts'
import { disputeSummaryJson } from './dispute-view.ts'

/**
 * A page of the merchant's disputes, for staff: those that wait for an answer, the nearest deadline first, or all of them.
 *
 * @throws {Refusal} input_invalid for a cursor that is not ours or belongs to another order
 */
export async function listDisputes(ctx: PaymentContext, input: ListDisputes): Promise<DisputePage> {
  const { limit, sort } = input
  const after = input.cursor ? decodeCursor(input.cursor, sort) : null
  const rows = await ctx.db.all(statementFor[sort], {
    merchantId: ctx.merchantId,
    status: input.status ?? null,
    afterKey: after ? after.key : null,
    afterId: after ? after.id : null,
    limit: limit + 1,
  })
  const disputes = rows.slice(0, limit).map((row) => row.dispute)
  const last = disputes.at(-1)
  const isMore = rows.length > limit && last !== undefined
  const key = last && Date.parse((sort === 'due' && last.evidenceDueAt) || last.createdAt)
  return { disputes, nextCursor: isMore && key !== undefined ? encodeCursor({ sort, key, id: last.id }) : null }
}

const listStatement = (
  sort: ListDisputes['sort'],
  { where, column, order, beyond }: { where: string; column: string; order: 'asc' | 'desc'; beyond: '<' | '>' },
) =>
  defineStatement({
    name: `dispute/list-${sort}`,
    text: `
      select ${disputeSummaryJson('dispute')} as dispute
      from dispute
      where dispute.merchant_id = $merchantId and ${where}
        and ($status is null or dispute.status = $status)
        and ($afterKey is null
          or (dispute.${column}, dispute.id) ${beyond} (to_timestamp($afterKey / 1000.0)::timestamptz(3), $afterId))
      order by dispute.${column} ${order}, dispute.id ${order}
      limit $limit`,
    params: {
      merchantId: uuid,
      status: nullable(text),
      afterKey: nullable(int8),
      afterId: nullable(uuid),
      limit: int4,
    },
    columns: { dispute: jsonb<DisputeSummary>() },
  })

const statementFor = {
  due: listStatement('due', {
    where: `dispute.status in ('warning_needs_response', 'needs_response') and dispute.evidence_due_by is not null`,
    column: 'evidence_due_by',
    order: 'asc',
    beyond: '>',
  }),
  newest: listStatement('newest', { where: 'true', column: 'created_at', order: 'desc', beyond: '<' }),
}
