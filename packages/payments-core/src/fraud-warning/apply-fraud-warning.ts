import { boolean, text, timestamptz, uuid } from '@azora/db/column'
import { defineStatement } from '@azora/db/statement'
import { closeEventSql } from '../event/event-sql.ts'

/**
 * Writes down a warning, or that nothing can be done about it any more; the event is closed and, where that was news, the
 * audit entry written. Whether somebody acted on it is for people to say.
 */
export const applyFraudWarning = defineStatement({
  name: 'fraud-warning/apply',
  text: `
    with moved as (
      insert into early_fraud_warning (merchant_id, id, payment_id, stripe_warning_id, stripe_charge_id, fraud_type,
        is_actionable, created_at, updated_at)
      values ($merchantId, $warningId, $paymentId, $stripeWarningId, $chargeId, $fraudType, $isActionable, $createdAt, $now)
      on conflict (merchant_id, stripe_warning_id) do update set is_actionable = false, updated_at = $now
        where early_fraud_warning.is_actionable and not excluded.is_actionable
      returning id, payment_id, is_actionable, xmax = 0 as is_new
    ),
    audit as (
      insert into audit_entry (merchant_id, id, actor, action, subject_kind, subject_id, after, at)
      select $merchantId, $auditId, 'stripe', case when is_new then 'fraud_warning.received' else 'fraud_warning.over' end,
             'early_fraud_warning', moved.id::text,
             jsonb_build_object('isActionable', is_actionable, 'paymentId', payment_id, 'fraudType', $fraudType,
               'eventId', $eventId), $now
      from moved
    ),
    handled as (${closeEventSql('moved')})
    select exists (select from moved) as "hasMoved"`,
  params: {
    merchantId: uuid,
    warningId: uuid,
    paymentId: uuid,
    stripeWarningId: text,
    chargeId: text,
    fraudType: text,
    isActionable: boolean,
    createdAt: timestamptz,
    eventId: text,
    auditId: uuid,
    now: timestamptz,
  },
  columns: { hasMoved: boolean },
})
