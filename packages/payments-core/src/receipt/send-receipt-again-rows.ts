import type { SentReceiptAgain } from '@azora/contract/receipt'
import { boolean, int4, jsonb, nullable, text, timestamptz, uuid } from '@azora/db/column'
import { defineStatement } from '@azora/db/statement'
import { existingRecord } from '../attempt/attempt-sql.ts'
import { isDocument } from './receipt-rows.ts'
import { mailKindOf, wakeWorker } from './receipt-sql.ts'

const operation = 'receipts.sendAgain'

/** The mail service knows a mail by it, too, and several merchants may share one: so it names an id, not a number. */
const copyKey = `'receipt/' || coalesce(document.refund_id, document.payment_id) || '/again/' || $day || '/' || place`

/**
 * Queues one more mail of a document's newest version: outbox, job, the request with its answer, audit entry, in one
 * commit. Each copy of a day has a place of its own in the outbox's unique key, so that a fourth finds none.
 */
export const queueCopy = defineStatement({
  name: 'receipt/queue-copy',
  text: `
    with ${existingRecord(operation)},
    document as (
      select receipt.* from receipt where ${isDocument}
      order by receipt.version desc limit 1
    ),
    place as (
      select ${copyKey} as key, place
      from document, generate_series(1, $copiesPerDay) as place
      where not exists (select from existing) and document.data->'customer'->>'email' is not null
        and not exists (select from outbox where outbox.merchant_id = $merchantId
          and outbox.dedupe_key = ${copyKey})
      order by place limit 1
    ),
    copy as (
      insert into outbox (merchant_id, id, kind, subject_id, dedupe_key, state, created_at)
      select $merchantId, $outboxId, ${mailKindOf('document')}, document.id, place.key, 'pending', $now
      from place, document
      returning merchant_id, id
    ),
    job as (${wakeWorker('copy')}),
    granted as (
      select jsonb_build_object('number', document.number, 'version', document.version,
        'leftToday', $copiesPerDay - place.place) as answer
      from copy, place, document
    ),
    record as (
      insert into idempotency_record (merchant_id, caller, operation, request_id, fingerprint, answer, created_at, answered_at)
      select $merchantId, $subject, '${operation}', $requestId, $fingerprint, granted.answer, $now, $now from granted
    ),
    audit as (
      insert into audit_entry (merchant_id, id, actor, action, subject_kind, subject_id, request_id, after, at)
      select $merchantId, $auditId, $actor, 'receipt.sent_again', 'payment', document.payment_id::text, $requestId::text,
        jsonb_build_object('receiptId', document.id, 'number', document.number, 'version', document.version,
          'mails', (select count(*) from job)), $now
      from granted, document
    )
    select existing.fingerprint, coalesce(existing.answer, granted.answer) as answer,
      document.data->'customer'->>'email' is not null as "hasAddress", document.id is null as "isMissing"
    from (select) as one left join existing on true left join document on true left join granted on true`,
  params: {
    merchantId: uuid,
    subject: text,
    isAnybodys: boolean,
    actor: text,
    requestId: uuid,
    fingerprint: text,
    paymentId: uuid,
    refundId: nullable(uuid),
    copiesPerDay: int4,
    day: text,
    outboxId: uuid,
    auditId: uuid,
    now: timestamptz,
  },
  columns: {
    fingerprint: nullable(text),
    answer: nullable(jsonb<SentReceiptAgain>()),
    hasAddress: boolean,
    isMissing: boolean,
  },
})
