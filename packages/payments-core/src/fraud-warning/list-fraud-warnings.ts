import type { FraudWarning, FraudWarningPage, ListFraudWarnings } from '@azora/contract/fraud-warning'
import { jsonb, nullable, text } from '@azora/db/column'
import { defineStatement } from '@azora/db/statement'
import type { PaymentContext } from '../context.ts'
import { afterPage, cutPage, pageOf, pageParams } from '../page.ts'
import { fraudWarningJson, fraudWarningState } from './fraud-warning-view.ts'

/**
 * A page of the merchant's early fraud warnings, the newest first: for staff.
 *
 * @throws {Refusal} input_invalid for a cursor that is not ours
 */
export async function listFraudWarnings(ctx: PaymentContext, input: ListFraudWarnings): Promise<FraudWarningPage> {
  const page = pageOf(ctx, input, sort)
  const rows = await ctx.reports.all(selectWarnings, { ...page, state: input.state ?? null })
  const { items, nextCursor } = cutPage(
    rows.map(({ warning }) => warning),
    { ...input, sort },
  )
  return { warnings: items, nextCursor }
}

const sort = 'fraud_warnings'

const selectWarnings = defineStatement({
  name: 'fraud-warning/list',
  text: `
    select ${fraudWarningJson('warning', 'payment')} as warning
    from early_fraud_warning warning
    join payment on payment.merchant_id = warning.merchant_id and payment.id = warning.payment_id
    where warning.merchant_id = $merchantId
      and ($state is null or ${fraudWarningState('warning', 'payment')} = $state)
      and ${afterPage('warning')}
    order by warning.created_at desc, warning.id desc
    limit $limit`,
  params: { ...pageParams, state: nullable(text) },
  columns: { warning: jsonb<FraudWarning>() },
})
