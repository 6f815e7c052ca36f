import type { FraudWarning, FraudWarningPage, ListFraudWarnings } from '@azora/contract/fraud-warning'
import { int4, int8, jsonb, nullable, text, uuid } from '@azora/db/column'
import { defineStatement } from '@azora/db/statement'
import type { PaymentContext } from '../context.ts'
import { decodeCursor, encodeCursor } from '../cursor.ts'
import { fraudWarningJson, fraudWarningState } from './fraud-warning-view.ts'

/**
 * A page of the merchant's early fraud warnings, the newest first: for staff.
 *
 * @throws {Refusal} input_invalid for a cursor that is not ours
 */
export async function listFraudWarnings(ctx: PaymentContext, input: ListFraudWarnings): Promise<FraudWarningPage> {
  const { limit } = input
  const after = input.cursor ? decodeCursor(input.cursor, sort) : null
  const rows = await ctx.db.all(selectWarnings, {
    merchantId: ctx.merchantId,
    state: input.state ?? null,
    afterKey: after ? after.key : null,
    afterId: after ? after.id : null,
    limit: limit + 1,
  })
  const warnings = rows.slice(0, limit).map((row) => row.warning)
  const last = warnings.at(-1)
  const isMore = rows.length > limit && last !== undefined
  return { warnings, nextCursor: isMore ? encodeCursor({ sort, key: Date.parse(last.createdAt), id: last.id }) : null }
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
      and ($afterKey is null
        or (warning.created_at, warning.id) < (to_timestamp($afterKey / 1000.0)::timestamptz(3), $afterId))
    order by warning.created_at desc, warning.id desc
    limit $limit`,
  params: { merchantId: uuid, state: nullable(text), afterKey: nullable(int8), afterId: nullable(uuid), limit: int4 },
  columns: { warning: jsonb<FraudWarning>() },
})
