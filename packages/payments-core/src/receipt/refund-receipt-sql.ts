import { uuid } from '@azora/db/column'
import type { PaymentContext } from '../context.ts'
import { isoTime } from '../payment/payment-view.ts'
import { drawNumber, queueMail, wakeWorker } from './receipt-sql.ts'

/** What the parts below add to the parameters of the statement that they are spliced into. Fill them by `refundReceiptParams`. */
export const refundReceiptColumns = {
  refundReceiptId: uuid,
  receiptVersionId: uuid,
  outboxId: uuid,
  refundReceiptAuditId: uuid,
  receiptVersionAuditId: uuid,
}

/** Fresh ids for one run of such a statement. */
export const refundReceiptParams = ({ newId }: PaymentContext) => ({
  refundReceiptId: newId(),
  receiptVersionId: newId(),
  outboxId: newId(),
  refundReceiptAuditId: newId(),
  receiptVersionAuditId: newId(),
})

/** `from` names the row source, `actor` is SQL for whom the audit log names. */
interface Source {
  from: string
  actor: string
}

/**
 * CTEs that document a refund that has succeeded, to be spliced between others of the statement that marks it so: draw the
 * number of the refund's receipt, freeze what it says, issue the next version of the payment's receipt, queue one mail with
 * both, write the audit entries. All of it commits with the refund, or nothing does.
 *
 * `from` gives a row exactly when this statement moved a refund to `succeeded` (at most one), with `merchant_id`, `id`,
 * `payment_id`, `amount_minor`, `currency` and `reason`: the `returning` of the update or insert of `refund` will do. The
 * statement also needs `merchantId` and `now` among its parameters, beside `refundReceiptColumns`; the CTEs' names begin
 * with `refund_doc`. Nothing has to be selected from them.
 *
 * Locks the payment's row and then the counter's: lock the payment no later, and no second payment in the same statement.
 * Refunds of one payment that succeed at once go one after another; each builds on the version before it. A refund whose
 * first receipt is there already breaks a unique key, so the statement must find out by itself that it runs again.
 */
export const refundReceiptSql = ({ from, actor }: Source): string => `
  refund_doc_basis as (
    select refunded.id as refunded_id, refunded.amount_minor, refunded.currency, refunded.reason, receipt.*
    from ${from} as refunded
    cross join lateral latest_receipt(refunded.merchant_id, refunded.payment_id, null) as receipt
  ),
  refund_doc_number as (${drawNumber('refund', 'refund_doc_basis')}),
  refund_doc_facts as (
    select refund_doc_basis.*, refund_doc_number.number as refund_number,
      refund_doc_number.year as refund_year, refund_doc_number.last_number as refund_number_in_year,
      jsonb_build_object('id', refunded_id, 'status', 'succeeded', 'reason', reason, 'refundedAt', ${isoTime('$now')},
        'failedAt', null) as refund
    from refund_doc_basis, refund_doc_number
  ),
  refund_doc as (
    insert into receipt (merchant_id, id, kind, payment_id, refund_id, customer_id, year, number_in_year, number, version, data, issued_at)
    select merchant_id, $refundReceiptId, 'refund', payment_id, refunded_id, customer_id, refund_year, refund_number_in_year,
      refund_number, 1,
      data || jsonb_build_object(
        'kind', 'refund', 'number', refund_number, 'version', 1, 'replaces', null, 'issuedAt', ${isoTime('$now')},
        'lineItems', '[]'::jsonb, 'refunds', '[]'::jsonb, 'authorizedMinor', null,
        'total', jsonb_build_object('amountMinor', amount_minor, 'currency', currency),
        'refund', refund || jsonb_build_object('receiptNumber', number, 'receiptVersion', version + 1)),
      $now
    from refund_doc_facts
    returning merchant_id, id, payment_id, number, version, data
  ),
  refund_doc_version as (${nextVersion(
    'refund_doc_facts',
    `jsonb_build_object('refunds', coalesce(data->'refunds', '[]'::jsonb)
      || (refund || jsonb_build_object('number', refund_number, 'amountMinor', amount_minor)))`,
  )}),
  refund_doc_mail as (${queueMail('refund_mail', 'refund_doc')}),
  refund_doc_job as (${wakeWorker('refund_doc_mail')}),
  refund_doc_audit as (${auditDocuments('receipt.refund_issued', actor, 'refund_doc')})`

/**
 * CTEs for a refund that had succeeded and was sent back: the refund's receipt is voided by a further version under the
 * same number, the payment's receipt gets one that says so, one mail tells it. As `refundReceiptSql` in all else; `from`
 * gives a row exactly when this statement moved a refund from `succeeded` to `failed`, with `merchant_id`, `id` and
 * `payment_id`, and the names begin with `void_doc`, so that one statement may hold both. A refund that has no receipt,
 * because it never succeeded, is passed over.
 */
export const voidRefundReceiptSql = ({ from, actor }: Source): string => `
  void_doc_basis as (
    select receipt.* from ${from} as failed
    cross join lateral latest_receipt(failed.merchant_id, failed.payment_id, failed.id) as receipt
  ),
  void_doc_facts as (
    select receipt.*, void_doc_basis.refund_id as failed_refund_id,
      jsonb_build_object('status', 'failed', 'failedAt', ${isoTime('$now')}) as outcome
    from void_doc_basis
    cross join lateral latest_receipt(void_doc_basis.merchant_id, void_doc_basis.payment_id, null) as receipt
  ),
  void_doc as (
    insert into receipt (merchant_id, id, kind, payment_id, refund_id, customer_id, year, number_in_year, number, version, data, issued_at)
    select basis.merchant_id, $refundReceiptId, 'refund', basis.payment_id, basis.refund_id, basis.customer_id, basis.year,
      basis.number_in_year, basis.number, basis.version + 1,
      basis.data || jsonb_build_object('version', basis.version + 1,
        'replaces', jsonb_build_object('version', basis.version, 'issuedAt', basis.data->'issuedAt'),
        'issuedAt', ${isoTime('$now')},
        'refund', (basis.data->'refund') || facts.outcome || jsonb_build_object('receiptVersion', facts.version + 1)),
      $now
    from void_doc_basis as basis, void_doc_facts as facts
    returning merchant_id, id, payment_id, number, version, data
  ),
  void_doc_version as (${nextVersion(
    'void_doc_facts',
    `jsonb_build_object('refunds', (
      select jsonb_agg(case when entry.value->>'id' = failed_refund_id::text then entry.value || outcome else entry.value end
        order by entry.position)
      from jsonb_array_elements(data->'refunds') with ordinality as entry(value, position)))`,
  )}),
  void_doc_mail as (${queueMail('refund_failed_mail', 'void_doc')}),
  void_doc_job as (${wakeWorker('void_doc_mail')}),
  void_doc_audit as (${auditDocuments('receipt.refund_voided', actor, 'void_doc')})`

/** Issues the version of the payment's receipt that follows the one in the row source, with `change` laid over its data. */
const nextVersion = (from: string, change: string): string => `
  insert into receipt (merchant_id, id, kind, payment_id, customer_id, year, number_in_year, number, version, data, issued_at)
  select merchant_id, $receiptVersionId, 'payment', payment_id, customer_id, year, number_in_year, number, version + 1,
    data || jsonb_build_object('kind', 'payment', 'version', version + 1,
      'replaces', jsonb_build_object('version', version, 'issuedAt', data->'issuedAt'),
      'issuedAt', ${isoTime('$now')}) || ${change},
    $now
  from ${from}
  returning merchant_id, id, payment_id, number, version, data`

/** A statement's writes run whether or not anybody selects from them; that makes this one run the job above it. */
const auditDocuments = (action: string, actor: string, documents: string): string => `
  insert into audit_entry (merchant_id, id, actor, action, subject_kind, subject_id, after, at)
  select merchant_id, $refundReceiptAuditId, ${actor}, '${action}', 'payment', payment_id::text,
    jsonb_build_object('receiptId', id, 'number', number, 'version', version, 'refundId', data->'refund'->'id',
      'mails', (select count(*) from ${documents}_job)), $now
  from ${documents}
  union all
  select merchant_id, $receiptVersionAuditId, ${actor}, 'receipt.reissued', 'payment', payment_id::text,
    jsonb_build_object('receiptId', id, 'number', number, 'version', version), $now
  from ${documents}_version`
