import type { ReceiptData } from '@azora/contract/receipt'
import { int4, int8, jsonb, nullable, text, timestamptz, uuid } from '@azora/db/column'
import { defineStatement } from '@azora/db/statement'

const receiptColumns = { id: uuid, mailedAt: nullable(timestamptz), data: jsonb<ReceiptData>() }

const ownReceipts = `
  select receipt.id, receipt.mailed_at as "mailedAt", receipt.data
  from receipt
  where receipt.merchant_id = $merchantId
    and receipt.customer_id = (select id from customer where merchant_id = $merchantId and subject = $subject)`

export const selectReceiptOfPayment = defineStatement({
  name: 'receipt/select-of-payment',
  text: `${ownReceipts} and receipt.payment_id = $paymentId and receipt.kind = 'payment'
    order by receipt.version desc limit 1`,
  params: { merchantId: uuid, subject: text, paymentId: uuid },
  columns: receiptColumns,
})

export const selectReceipts = defineStatement({
  name: 'receipt/select-page',
  text: `${ownReceipts}
    and ($afterKey is null or (receipt.issued_at, receipt.id) < (to_timestamp($afterKey / 1000.0)::timestamptz(3), $afterId))
    order by receipt.issued_at desc, receipt.id desc limit $limit`,
  params: { merchantId: uuid, subject: text, afterKey: nullable(int8), afterId: nullable(uuid), limit: int4 },
  columns: receiptColumns,
})

export const selectReceiptData = defineStatement({
  name: 'receipt/select-data',
  text: `select data from receipt where merchant_id = $merchantId and id = $receiptId`,
  params: { merchantId: uuid, receiptId: uuid },
  columns: { data: jsonb<ReceiptData>() },
})

export const selectReceiptMail = defineStatement({
  name: 'receipt/select-mail',
  text: `
    select outbox.state, outbox.dedupe_key as "dedupeKey", receipt.id as "receiptId", receipt.payment_id as "paymentId", receipt.data
    from outbox
    join receipt on receipt.merchant_id = outbox.merchant_id and receipt.id = outbox.subject_id
    where outbox.merchant_id = $merchantId and outbox.id = $outboxId and outbox.kind = 'receipt_mail'`,
  params: { merchantId: uuid, outboxId: uuid },
  columns: { state: text, dedupeKey: text, receiptId: uuid, paymentId: uuid, data: jsonb<ReceiptData>() },
})

/** Closes the mail: sent, or refused for good. Only an open one is closed, so a second worker changes nothing. */
export const closeReceiptMail = defineStatement({
  name: 'receipt/close-mail',
  text: `
    with closed as (
      update outbox set state = $state, provider_id = $providerId, last_error = $error, tries = tries + 1,
             sent_at = case when $state = 'sent' then $now end
      where merchant_id = $merchantId and id = $outboxId and state = 'pending'
      returning subject_id, state
    ),
    mailed as (
      update receipt set mailed_at = $now from closed
      where receipt.merchant_id = $merchantId and receipt.id = closed.subject_id and closed.state = 'sent'
      returning receipt.id, receipt.payment_id
    ),
    audit as (
      insert into audit_entry (merchant_id, id, actor, action, subject_kind, subject_id, after, at)
      select $merchantId, $auditId, 'worker', 'payment.receipt_sent', 'payment', mailed.payment_id::text,
             jsonb_build_object('receiptId', mailed.id, 'providerId', $providerId), $now
      from mailed
    )
    select state from closed`,
  params: {
    merchantId: uuid,
    outboxId: uuid,
    state: text,
    providerId: nullable(text),
    error: nullable(text),
    auditId: uuid,
    now: timestamptz,
  },
  columns: { state: text },
})

export const noteMailFailure = defineStatement({
  name: 'receipt/note-mail-failure',
  text: `
    update outbox set tries = tries + 1, last_error = $error
    where merchant_id = $merchantId and id = $outboxId and state = 'pending'`,
  params: { merchantId: uuid, outboxId: uuid, error: text },
  columns: {},
})
