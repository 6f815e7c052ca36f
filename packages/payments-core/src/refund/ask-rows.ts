import { int8, nullable, text, textArray, uuid } from '@azora/db/column'
import { defineStatement } from '@azora/db/statement'
import {
  answeredRequest,
  answeredResult,
  attemptOf,
  beginColumns,
  beginParams,
  existingRecord,
  insertRecord,
  requestAudit,
} from '../attempt/attempt-sql.ts'
import { callersLimit, coin, windowEndsAt } from './refund-terms-sql.ts'
import { auditedRefund, hasOpenDispute, refundInput } from './refund-sql.ts'
import { refundJson } from './refund-view.ts'

const operation = 'refunds.create'

const auditOf = (action: string, from: string) =>
  requestAudit(action, { subjectKind: 'refund', subjectId: 'made.id', after: auditedRefund('made'), from })

const withinLimit = `made where made.status = 'pending'`
const aboveLimit = `made where made.status = 'requires_approval'`

/**
 * Takes a request for a refund. The one conditional update of the counter is what keeps rivals within what was captured: a
 * second one waits for the first and sees its sum. The lock before it only says how much all that is left is. Record, refund,
 * audit entry and, within the caller's limit, the attempt go into the same commit; above the limit, or for a payment of the
 * caller's own, the refund waits for a second person.
 */
export const askRefund = defineStatement({
  name: 'refund/ask',
  text: `
    with ${existingRecord(operation)},
    asked as (
      select payment.id, coalesce($amountMinor, payment.captured_minor - payment.refund_reserved_minor) as amount_minor,
             ${callersLimit} as limit_minor
      from payment join merchant on merchant.id = payment.merchant_id
      where payment.merchant_id = $merchantId and payment.id = $paymentId
        and $now <= ${windowEndsAt} and coalesce($amountMinor, 0) % ${coin} = 0
        and not exists (select from existing)
      for update of payment
    ),
    reserved as (
      update payment set refund_reserved_minor = payment.refund_reserved_minor + asked.amount_minor,
             version = payment.version + 1, updated_at = $now
      from asked
      where payment.merchant_id = $merchantId and payment.id = asked.id and payment.status = 'succeeded'
        and not ${hasOpenDispute}
        and asked.amount_minor > 0 and payment.refund_reserved_minor + asked.amount_minor <= payment.captured_minor
      returning payment.*, asked.amount_minor as asked_minor, asked.limit_minor
    ),
    made as (
      insert into refund (merchant_id, id, payment_id, status, currency, amount_minor, reason, note, requested_by,
                          created_at, updated_at)
      select $merchantId, $attemptId, reserved.id,
             case when reserved.refund_reserved_minor <= reserved.limit_minor and customer.subject <> $subject
               then 'pending' else 'requires_approval' end,
             reserved.currency, reserved.asked_minor, $reason, $note, $subject, $now, $now
      from reserved join customer on customer.merchant_id = $merchantId and customer.id = reserved.customer_id
      returning *
    ),
    claim as (${insertRecord(operation, withinLimit)}),
    ${attemptOf(operation, {
      subjectId: 'made.id',
      input: refundInput('made', 'reserved.stripe_payment_intent_id'),
      from: `made, reserved where made.status = 'pending'`,
    })},
    ${answeredRequest(operation, { subjectId: 'made.id', answer: refundJson('made'), from: aboveLimit })},
    audit as (${auditOf('refund.created', withinLimit)}),
    audit_of_wait as (${auditOf('refund.requested', aboveLimit)})
    ${answeredResult}`,
  params: {
    ...beginParams,
    endedAttemptId: uuid,
    paymentId: uuid,
    amountMinor: nullable(int8),
    reason: nullable(text),
    note: nullable(text),
    roles: textArray,
  },
  columns: beginColumns,
})
