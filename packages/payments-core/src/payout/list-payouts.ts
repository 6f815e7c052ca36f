import type { ListPayouts, Payout, PayoutPage } from '@azora/contract/payout'
import { jsonb, nullable, text } from '@azora/db/column'
import { defineStatement } from '@azora/db/statement'
import type { PaymentContext } from '../context.ts'
import { afterPage, cutPage, pageOf, pageParams } from '../page.ts'
import { payoutJson } from './payout-view.ts'

/**
 * A page of the merchant's payouts, the newest first: for staff.
 *
 * @throws {Refusal} input_invalid for a cursor that is not ours
 */
export async function listPayouts(ctx: PaymentContext, input: ListPayouts): Promise<PayoutPage> {
  const page = pageOf(ctx, input, sort)
  const rows = await ctx.reports.all(selectPayouts, { ...page, status: input.status ?? null })
  const { items, nextCursor } = cutPage(
    rows.map(({ payout }) => payout),
    { ...input, sort },
  )
  return { payouts: items, nextCursor }
}

const sort = 'payouts'

const selectPayouts = defineStatement({
  name: 'payout/list',
  text: `
    select ${payoutJson('payout')} as payout
    from payout
    where payout.merchant_id = $merchantId
      and ($status is null or payout.status = $status)
      and ${afterPage('payout')}
    order by payout.created_at desc, payout.id desc
    limit $limit`,
  params: { ...pageParams, status: nullable(text) },
  columns: { payout: jsonb<Payout>() },
})
