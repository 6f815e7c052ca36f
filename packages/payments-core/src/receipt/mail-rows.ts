import { boolean, jsonb, nullable, text, textArray, timestamptz, uuid } from '@azora/db/column'
import { defineStatement } from '@azora/db/statement'
import { isForgotten, outboxTryParams, triedMail } from '../mail/outbox-sql.ts'

/**
 * Begins a try of an open mail, and gives the documents that go with it: the one that it is about and, for a refund, the version
 * of the payment's receipt that was issued with it. Both are frozen, so the mail is the same whenever it is made.
 */
export const beginReceiptMail = defineStatement({
  name: 'receipt/begin-mail',
  text: `
    with ${triedMail}
    select tried.dedupe_key as "dedupeKey", tried.created_at as "createdAt", ${isForgotten} as "isForgotten", document.id as "documentId", document.payment_id as "paymentId",
      document.data, receipt.id as "receiptId", receipt.data as "receiptData"
    from tried
    join receipt as document on document.merchant_id = tried.merchant_id and document.id = tried.subject_id
    left join receipt on document.kind = 'refund' and receipt.merchant_id = document.merchant_id
      and receipt.payment_id = document.payment_id and receipt.kind = 'payment'
      and receipt.version = (document.data->'refund'->>'receiptVersion')::int`,
  params: outboxTryParams,
  columns: {
    dedupeKey: text,
    createdAt: timestamptz,
    isForgotten: boolean,
    documentId: uuid,
    paymentId: uuid,
    data: jsonb<unknown>(),
    receiptId: nullable(uuid),
    receiptData: nullable(jsonb<unknown>()),
  },
})

/**
 * Closes the mail: sent, or refused for good. Only an open one is closed, so a second worker changes nothing. The first
 * mail of a payment's first receipt belongs to the payment's timeline, hence its action's name.
 */
export const closeReceiptMail = defineStatement({
  name: 'receipt/close-mail',
  text: `
    with closed as (
      update outbox set state = $state, provider_id = $providerId, last_error = $error, tries = tries + 1,
             sent_at = case when $state = 'sent' then $now end
      where merchant_id = $merchantId and id = $outboxId and state = 'pending'
      returning subject_id, state, kind, dedupe_key
    ),
    mailed as (
      update receipt set mailed_at = $now from closed
      where receipt.merchant_id = $merchantId and receipt.id::text = any($receiptIds) and closed.state = 'sent'
        and receipt.mailed_at is null
    ),
    audit as (
      insert into audit_entry (merchant_id, id, actor, action, subject_kind, subject_id, after, at)
      select $merchantId, $auditId, 'worker',
             case when closed.state <> 'sent' then 'receipt.mail_refused'
               when closed.dedupe_key = 'receipt/' || receipt.id and closed.kind = 'receipt_mail' then 'payment.receipt_sent'
               else 'receipt.sent' end,
             'payment', receipt.payment_id::text,
             jsonb_build_object('receiptId', receipt.id, 'number', receipt.number, 'version', receipt.version,
               'providerId', $providerId, 'error', $error), $now
      from closed
      join receipt on receipt.merchant_id = $merchantId and receipt.id = closed.subject_id
    )
    select state from closed`,
  params: {
    merchantId: uuid,
    outboxId: uuid,
    receiptIds: textArray,
    state: text,
    providerId: nullable(text),
    error: nullable(text),
    auditId: uuid,
    now: timestamptz,
  },
  columns: { state: text },
})
