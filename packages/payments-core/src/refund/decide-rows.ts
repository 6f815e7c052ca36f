import { boolean, text, uuid } from '@azora/db/column'
import { defineStatement } from '@azora/db/statement'
import {
  answeredRequest,
  answeredResult,
  attemptOf,
  beginColumns,
  beginParams,
  beginResult,
  existingRecord,
  insertRecord,
  noAttempt,
  requestAudit,
} from '../attempt/attempt-sql.ts'
import {
  auditedRefund,
  countedRefund,
  hasOpenDispute,
  lockedRefund,
  refundInput,
  reopenedEvents,
} from './refund-sql.ts'
import { refundJson } from './refund-view.ts'

const auditOf = (action: string) =>
  requestAudit(action, {
    subjectKind: 'refund',
    subjectId: 'changed.id',
    before: `jsonb_build_object('status', 'requires_approval')`,
    after: auditedRefund('changed'),
    from: 'changed',
  })

const decided = `decided_by = $subject, version = refund.version + 1, updated_at = $now`

/** Takes a second person's approval and begins the attempt, whose id is the refund's: two approvals at once break its key. */
export const approveRefundStatement = defineStatement({
  name: 'refund/approve',
  text: `
    with ${existingRecord('refunds.approve')},
    ${lockedRefund('$refundId')},
    changed as (
      update refund set status = 'pending', ${decided}
      from locked
      where refund.merchant_id = $merchantId and refund.id = locked.id and refund.status = 'requires_approval'
        and refund.requested_by <> $subject and not locked.is_disputed
        and not exists (select from customer where customer.merchant_id = $merchantId and customer.id = locked.customer_id
          and customer.subject = $subject)
        and not exists (select from existing)
      returning refund.*, locked.stripe_payment_intent_id
    ),
    claim as (${insertRecord('refunds.approve', 'changed')}),
    ${attemptOf('refunds.approve', { subjectId: 'changed.id', input: refundInput('changed', 'changed.stripe_payment_intent_id'), from: 'changed' })},
    audit as (${auditOf('refund.approved')})
    ${beginResult}`,
  params: { ...beginParams, refundId: uuid },
  columns: beginColumns,
})

/** Takes an admin's rejection, or its asker's change of mind: the reservation is let go, and Stripe never hears of the refund. */
export const rejectRefundStatement = defineStatement({
  name: 'refund/reject',
  text: `
    with ${existingRecord('refunds.reject')}, ${noAttempt},
    ${lockedRefund('$refundId')},
    changed as (
      update refund set status = 'rejected', settled_at = $now, ${decided}
      from locked
      where refund.merchant_id = $merchantId and refund.id = locked.id and refund.status = 'requires_approval'
        and ($mayDecide or refund.requested_by = $subject) and not exists (select from existing)
      returning refund.*, locked.was
    ),
    ${countedRefund('changed')},
    ${reopenedEvents('changed')},
    ${answeredRequest('refunds.reject', { subjectId: 'changed.id', answer: refundJson('changed'), from: 'changed' })},
    audit as (${auditOf('refund.rejected')})
    ${answeredResult}`,
  // It begins no attempt.
  params: rejectParams(),
  columns: beginColumns,
})

function rejectParams() {
  const { attemptId: _, leaseSeconds: __, ...params } = beginParams
  return { ...params, endedAttemptId: uuid, refundId: uuid, mayDecide: boolean }
}

/** What decides on an approval. */
export const selectDecision = defineStatement({
  name: 'refund/select-decision',
  text: `
    select refund.status, refund.payment_id as "paymentId", ${hasOpenDispute} as "isDisputed",
           refund.requested_by = $subject as "isAskedByCaller",
           refund.requested_by = $subject or customer.subject = $subject as "isOwn"
    from refund
    join payment on payment.merchant_id = $merchantId and payment.id = refund.payment_id
    join customer on customer.merchant_id = $merchantId and customer.id = payment.customer_id
    where refund.merchant_id = $merchantId and refund.id = $refundId`,
  params: { merchantId: uuid, subject: text, refundId: uuid },
  columns: { status: text, paymentId: uuid, isDisputed: boolean, isAskedByCaller: boolean, isOwn: boolean },
})
