import type { RefusalReason } from '@azora/contract/refusal-reason'
import { int4, jsonb, nullable, text, timestamptz, uuid } from '@azora/db/column'

/**
 * The parts that every statement about an attempt is built from, so that taking a request and settling it are each one
 * statement and one commit, whatever else the operation writes. Names of CTEs that other parts refer to: `existing`,
 * `attempt` (begin: the new row; settle: the fenced one), `answered` (columns `answer` and `refusal`).
 */

/** What runRequest hands to the statement that takes a request. `subject` is the caller's. */
export const beginParams = {
  merchantId: uuid,
  subject: text,
  actor: text,
  requestId: uuid,
  fingerprint: text,
  attemptId: uuid,
  auditId: uuid,
  leaseSeconds: int4,
  now: timestamptz,
}

/** `existing as (…)`: what an earlier request of the same caller, operation and id left. Gate every write on its absence. */
export const existingRecord = (operation: string): string => `
  existing as (
    select fingerprint, answer, refusal from idempotency_record
    where merchant_id = $merchantId and caller = $subject and operation = '${operation}' and request_id = $requestId
  )`

/** Inserts the idempotency record; the row source `from` must be empty when `existing` is not. */
export const insertRecord = (operation: string, from: string): string => `
  insert into idempotency_record (merchant_id, caller, operation, request_id, fingerprint, attempt_id, created_at)
  select $merchantId, $subject, '${operation}', $requestId, $fingerprint, $attemptId, $now
  from ${from}`

/** What an attempt is made of; `input` is SQL for its JSON, made from the row source `from`. */
interface NewAttempt {
  subjectId: string
  input: string
  from: string
}

/** `attempt as (…)`: inserts the attempt of a request under our lease. */
export const attemptOf = (operation: string, attempt: NewAttempt): string =>
  leasedAttempt(operation, attempt, ofRequest)

/** `attempt as (…)` for work that nobody asked for: no caller, no request, no record. */
export const systemAttemptOf = (operation: string, attempt: NewAttempt): string =>
  leasedAttempt(operation, attempt, 'null::text, null::uuid, null::text')

const ofRequest = '$subject, $requestId, $fingerprint'

const leasedAttempt = (operation: string, attempt: NewAttempt, request: string): string => `
  attempt as (
    ${insertAttempt(operation, attempt, {
      id: '$attemptId',
      request,
      stand: `'started', now() + make_interval(secs => $leaseSeconds), null::timestamptz`,
    })}
    returning subject_id, input
  )`

/** `stand` is the state, the end of the lease and the time at which it was settled. */
const insertAttempt = (
  operation: string,
  { subjectId, input, from }: NewAttempt,
  { id, request, stand }: { id: string; request: string; stand: string },
): string => `
    insert into attempt (merchant_id, id, operation, subject_id, input, caller, request_id, fingerprint, state, lease_until,
                         settled_at, created_at)
    select $merchantId, ${id}, '${operation}', ${subjectId}, ${input}, ${request}, ${stand}, $now
    from ${from}`

/**
 * `done as (…)` for a request that Stripe is not asked for: its record is answered at once, and its attempt is born ended, so
 * that it guards the request when the record is forgotten. `answer` is SQL for JSON; `from` must be empty when `existing` is
 * not. Needs the parameter `endedAttemptId`.
 */
export const answeredRequest = (
  operation: string,
  { subjectId, answer, from }: { subjectId: string; answer: string; from: string },
): string => `
  ended as (
    ${insertAttempt(
      operation,
      { subjectId, input: `'{}'::jsonb`, from },
      { id: '$endedAttemptId', request: ofRequest, stand: `'answered', $now, $now` },
    )}
  ),
  done as (
    insert into idempotency_record (merchant_id, caller, operation, request_id, fingerprint, attempt_id, answer, created_at,
                                    answered_at)
    select $merchantId, $subject, '${operation}', $requestId, $fingerprint, $endedAttemptId, ${answer}, $now, $now
    from ${from}
    returning answer
  )`

/** The audit entry of a request, made from the row source `from`. `before` and `after` are SQL for JSON. */
export const requestAudit = (
  action: string,
  entry: { subjectKind: string; subjectId: string; before?: string; after: string; from: string },
): string => `
  insert into audit_entry (merchant_id, id, actor, action, subject_kind, subject_id, request_id, before, after, at)
  select $merchantId, $auditId, $actor, '${action}', '${entry.subjectKind}', (${entry.subjectId})::text, $requestId::text,
         ${entry.before ?? 'null::jsonb'}, ${entry.after}, $now
  from ${entry.from}`

/** What `beginResult` gives. */
export const beginColumns = {
  fingerprint: nullable(text),
  answer: nullable(jsonb<unknown>()),
  refusal: nullable(jsonb<RefusalReason>()),
  subjectId: nullable(uuid),
  input: nullable(jsonb<unknown>()),
}

/** The columns and the end of a statement that takes a request: what was there before, and what was begun. */
export const beginResult = `
  select existing.fingerprint, existing.answer, existing.refusal, attempt.subject_id as "subjectId", attempt.input
  from (select) as one left join existing on true left join attempt on true`

/** As `beginResult`, for a statement that may also have answered (`answeredRequest`). */
export const answeredResult = `
  select existing.fingerprint, coalesce(existing.answer, done.answer) as answer, existing.refusal,
         attempt.subject_id as "subjectId", attempt.input
  from (select) as one left join existing on true left join attempt on true left join done on true`

/** `attempt as (…)` without a row, for a statement that asks nothing of Stripe. */
export const noAttempt = `attempt as (select null::uuid as subject_id, null::jsonb as input where false)`

/** What a settling statement needs to know of its attempt. */
export const settleParams = {
  merchantId: uuid,
  attemptId: uuid,
  leaseToken: int4,
  state: text,
  failure: nullable(text),
  auditId: uuid,
  now: timestamptz,
}

/** `attempt as (…)`: ends the attempt, if its lease is still ours. Everything else must hang on this row. */
export const settledAttempt = `
  attempt as (
    update attempt set state = $state, settled_at = $now, failure = $failure
    where merchant_id = $merchantId and id = $attemptId and lease_token = $leaseToken and state = 'started'
    returning merchant_id, subject_id
  )`

/** `record as (…)`: stores the answer for repeats of the request. */
export const recordedAnswer = `
  record as (
    update idempotency_record set answer = answered.answer, refusal = answered.refusal, answered_at = $now from answered
    where idempotency_record.merchant_id = $merchantId and idempotency_record.attempt_id = $attemptId
      and idempotency_record.answered_at is null
  )`
