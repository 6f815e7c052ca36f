import type { FraudWarning, GetFraudWarning } from '@azora/contract/fraud-warning'
import { text, timestamptz, uuid } from '@azora/db/column'
import { defineStatement } from '@azora/db/statement'
import type { CallerContext } from '../context.ts'
import { actorOf } from '../request/actor-of.ts'
import { fraudWarningState } from './fraud-warning-view.ts'
import { getFraudWarning } from './get-fraud-warning.ts'

/**
 * Notes that somebody looked at a warning and keeps the payment. Whoever thinks better of it may still refund. Repeated, or
 * of a payment that was refunded, it changes nothing: the answer says how the warning stands.
 *
 * @throws {Refusal} fraud_warning_not_found
 */
export async function dismissFraudWarning(ctx: CallerContext, input: GetFraudWarning): Promise<FraudWarning> {
  await ctx.db.all(dismiss, {
    merchantId: ctx.merchantId,
    ...input,
    actor: actorOf(ctx.caller),
    auditId: ctx.newId(),
    now: ctx.clock.now(),
  })
  return getFraudWarning(ctx, input)
}

const dismiss = defineStatement({
  name: 'fraud-warning/dismiss',
  text: `
    with dismissed as (
      update early_fraud_warning warning set dismissed_by = $actor, dismissed_at = $now, updated_at = $now
      from payment
      where warning.merchant_id = $merchantId and warning.id = $warningId and warning.dismissed_at is null
        and payment.merchant_id = warning.merchant_id and payment.id = warning.payment_id
        and ${fraudWarningState('warning', 'payment')} = 'open'
      returning warning.id, warning.payment_id
    )
    insert into audit_entry (merchant_id, id, actor, action, subject_kind, subject_id, after, at)
    select $merchantId, $auditId, $actor, 'fraud_warning.dismissed', 'early_fraud_warning', dismissed.id::text,
           jsonb_build_object('paymentId', dismissed.payment_id), $now
    from dismissed`,
  params: { merchantId: uuid, warningId: uuid, actor: text, auditId: uuid, now: timestamptz },
  columns: {},
})
