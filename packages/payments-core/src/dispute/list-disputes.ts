import type { DisputePage, DisputeSummary, ListDisputes } from '@azora/contract/dispute'
import { jsonb, nullable, text } from '@azora/db/column'
import { defineStatement } from '@azora/db/statement'
import type { PaymentContext } from '../context.ts'
import { afterPage, cutPage, pageOf, pageParams } from '../page.ts'
import { disputeSummaryJson } from './dispute-view.ts'

/**
 * A page of the merchant's disputes, for staff: those that wait for an answer, the nearest deadline first, or all of them.
 *
 * @throws {Refusal} input_invalid for a cursor that is not ours or belongs to another order
 */
export async function listDisputes(ctx: PaymentContext, input: ListDisputes): Promise<DisputePage> {
  const { limit, sort } = input
  const page = pageOf(ctx, input, sort)
  const rows = await ctx.reports.all(statementFor[sort], { ...page, status: input.status ?? null })
  const { items, nextCursor } = cutPage(
    rows.map(({ dispute }) => dispute),
    { limit, sort, keyOf: ({ evidenceDueAt, createdAt }) => (sort === 'due' && evidenceDueAt) || createdAt },
  )
  return { disputes: items, nextCursor }
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
        and ${afterPage('dispute', column, beyond)}
      order by dispute.${column} ${order}, dispute.id ${order}
      limit $limit`,
    params: { ...pageParams, status: nullable(text) },
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
