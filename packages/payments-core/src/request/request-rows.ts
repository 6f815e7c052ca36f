import type { RefusalReason } from '@azora/contract/refusal-reason'
import { boolean, jsonb, nullable, text, timestamptz, uuid } from '@azora/db/column'
import { defineStatement } from '@azora/db/statement'

/** What an earlier request with this id left behind. Once its record is forgotten, the attempt still tells that it was there. */
export const findRequest = defineStatement({
  name: 'request/find',
  text: `
    select coalesce(record.fingerprint, attempt.fingerprint) as fingerprint, record.answer, record.refusal,
           attempt.id as "attemptId", attempt.subject_id as "subjectId",
           record.fingerprint is null and attempt.state in ('answered', 'failed') as "isForgotten"
    from (select fingerprint, answer, refusal from idempotency_record
          where merchant_id = $merchantId and caller = $subject and operation = $operation and request_id = $requestId) as record
    full join (select id, fingerprint, subject_id, state from attempt
          where merchant_id = $merchantId and caller = $subject and operation = $operation and request_id = $requestId) as attempt
      on true`,
  params: { merchantId: uuid, subject: text, operation: text, requestId: uuid },
  columns: {
    fingerprint: text,
    answer: nullable(jsonb<unknown>()),
    refusal: nullable(jsonb<RefusalReason>()),
    attemptId: nullable(uuid),
    subjectId: nullable(uuid),
    isForgotten: nullable(boolean),
  },
})

/** Keeps a refusal as the answer to its request. A record that is already there stays as it is. */
export const storeRefusal = defineStatement({
  name: 'request/store-refusal',
  text: `
    insert into idempotency_record (merchant_id, caller, operation, request_id, fingerprint, refusal, created_at, answered_at)
    values ($merchantId, $subject, $operation, $requestId, $fingerprint, $refusal, $now, $now)
    on conflict do nothing`,
  params: {
    merchantId: uuid,
    subject: text,
    operation: text,
    requestId: uuid,
    fingerprint: text,
    refusal: jsonb<RefusalReason>(),
    now: timestamptz,
  },
  columns: {},
})
