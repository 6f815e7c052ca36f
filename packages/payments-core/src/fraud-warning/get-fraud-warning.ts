import type { FraudWarning, GetFraudWarning } from '@azora/contract/fraud-warning'
import { jsonb, uuid } from '@azora/db/column'
import { defineStatement } from '@azora/db/statement'
import type { PaymentContext } from '../context.ts'
import { Refusal } from '../refusal.ts'
import { fraudWarningJson } from './fraud-warning-view.ts'

/**
 * An early fraud warning of the merchant's: for staff.
 *
 * @throws {Refusal} fraud_warning_not_found
 */
export async function getFraudWarning(ctx: PaymentContext, { warningId }: GetFraudWarning): Promise<FraudWarning> {
  const row = await ctx.db.first(selectWarning, { merchantId: ctx.merchantId, warningId })
  if (!row) throw new Refusal({ code: 'fraud_warning_not_found', warningId })
  return row.warning
}

const selectWarning = defineStatement({
  name: 'fraud-warning/select-warning',
  text: `
    select ${fraudWarningJson('warning', 'payment')} as warning
    from early_fraud_warning warning
    join payment on payment.merchant_id = warning.merchant_id and payment.id = warning.payment_id
    where warning.merchant_id = $merchantId and warning.id = $warningId`,
  params: { merchantId: uuid, warningId: uuid },
  columns: { warning: jsonb<FraudWarning>() },
})
