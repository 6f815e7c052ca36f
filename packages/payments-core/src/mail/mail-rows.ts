import { boolean, jsonb, nullable, text, timestamptz, uuid } from '@azora/db/column'
import { defineStatement } from '@azora/db/statement'
import { isForgotten, outboxTryParams, triedMail } from './outbox-sql.ts'

/** Begins a try of an open mail whose words are frozen in its own row. */
export const beginMail = defineStatement({
  name: 'mail/begin',
  text: `
    with ${triedMail}
    select kind, dedupe_key as "dedupeKey", data, ${isForgotten} as "isForgotten" from tried where data is not null`,
  params: outboxTryParams,
  columns: { kind: text, dedupeKey: text, data: jsonb<unknown>(), isForgotten: boolean },
})

/** Closes the mail: sent, or refused for good. Only an open one is closed, so a second worker changes nothing. */
export const closeMail = defineStatement({
  name: 'mail/close',
  text: `
    with closed as (
      update outbox set state = $state, provider_id = $providerId, last_error = $error, tries = tries + 1,
             sent_at = case when $state = 'sent' then $now end
      where merchant_id = $merchantId and id = $outboxId and state = 'pending'
      returning id, subject_id, kind
    )
    insert into audit_entry (merchant_id, id, actor, action, subject_kind, subject_id, after, at)
    select $merchantId, $auditId, 'worker', 'mail.' || $state,
           case when closed.kind = 'expiry_mail' then 'method' else 'payment' end, closed.subject_id::text,
           jsonb_build_object('outboxId', closed.id, 'kind', closed.kind, 'providerId', $providerId), $now
    from closed`,
  params: {
    merchantId: uuid,
    outboxId: uuid,
    state: text,
    providerId: nullable(text),
    error: nullable(text),
    auditId: uuid,
    now: timestamptz,
  },
  columns: {},
})
