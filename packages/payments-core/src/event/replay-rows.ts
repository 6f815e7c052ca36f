import type { InboxEvent } from '@azora/contract/event'
import { jsonb, nullable, text, timestamptz, uuid } from '@azora/db/column'
import { defineStatement } from '@azora/db/statement'
import { existingRecord } from '../attempt/attempt-sql.ts'
import { stateOf } from './inbox-view.ts'

export const replayOperation = 'events.replay'

/** Opens an event, as if it had just come: whatever became of it before, it is to be applied now. Its lease, if it has one, stays. */
const reopen = (from: string, chosen: string) => `
  update webhook_event as reopened
  set replays = reopened.replays + 1, handled_at = null, outcome = null, parked_at = null, tries = 0, next_try_at = now()
  ${from} where reopened.merchant_id = $merchantId and ${chosen}
  returning reopened.id`

/**
 * Takes the request to replay an event: record, event and audit entry, or nothing when the request was taken before or the
 * event cannot be applied any more.
 */
export const beginReplay = defineStatement({
  name: 'event/begin-replay',
  text: `
    with ${existingRecord(replayOperation)},
    event as (
      select * from webhook_event
      where merchant_id = $merchantId and id = $eventId and payload is not null and not exists (select from existing)
      for update
    ),
    record as (
      insert into idempotency_record (merchant_id, caller, operation, request_id, fingerprint, created_at)
      select $merchantId, $subject, '${replayOperation}', $requestId, $fingerprint, $now from event
    ),
    reopened as (${reopen('from event', 'reopened.id = event.id')}),
    audit as (
      insert into audit_entry (merchant_id, id, actor, action, subject_kind, subject_id, request_id, before, after, at)
      select $merchantId, $auditId, $actor, 'event.replayed', 'event', event.id, $requestId::text,
             jsonb_build_object('state', ${stateOf('event')}, 'outcome', event.outcome, 'tries', event.tries,
               'lastError', event.last_error),
             jsonb_build_object('state', 'waiting', 'type', event.type, 'objectId', event.object_id), $now
      from event
    )
    select existing.fingerprint, existing.answer, reopened.id as "eventId"
    from (select) as one left join existing on true left join reopened on true`,
  params: {
    merchantId: uuid,
    subject: text,
    actor: text,
    requestId: uuid,
    fingerprint: text,
    eventId: text,
    auditId: uuid,
    now: timestamptz,
  },
  columns: { fingerprint: nullable(text), answer: nullable(jsonb<InboxEvent>()), eventId: nullable(text) },
})

/** For a replay that is only rehearsed. */
export const reopenEvent = defineStatement({
  name: 'event/reopen',
  text: reopen('', 'reopened.id = $eventId'),
  params: { merchantId: uuid, eventId: text },
  columns: { id: text },
})

/** Keeps what a replay came to for repeats of its request. The first answer stays. */
export const answerReplay = defineStatement({
  name: 'event/answer-replay',
  text: `
    update idempotency_record set answer = $answer, answered_at = $now
    where merchant_id = $merchantId and caller = $subject and operation = '${replayOperation}' and request_id = $requestId
      and answered_at is null`,
  params: { merchantId: uuid, subject: text, requestId: uuid, answer: jsonb<InboxEvent>(), now: timestamptz },
  columns: {},
})
