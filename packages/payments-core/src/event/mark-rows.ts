import { boolean, nullable, int4, timestamptz, uuid } from '@azora/db/column'
import { defineStatement } from '@azora/db/statement'

/** Stripe lists events for 30 days. Ten of them are left to repair what keeps us from reading. */
export const listedForDays = 30
export const overdueAfterDays = 20

/**
 * Takes the turn to compare Stripe's list with ours, if nobody took it within the pause. The first mark stands at the newest
 * event that we have: nothing was asked of Stripe before. `alarmed_at` notes when the mark was first found to be overdue.
 */
export const takeMark = defineStatement({
  name: 'event/take-mark',
  text: `
    insert into event_mark as mark (merchant_id, seen_until, checked_at)
    values ($merchantId, coalesce((select max(stripe_created_at) from (
        select stripe_created_at from webhook_event where merchant_id = $merchantId
        order by received_at desc, id desc limit 100) as newest), $now), $now)
    on conflict (merchant_id) do update set checked_at = $now,
      alarmed_at = case when mark.seen_until < $now - interval '${overdueAfterDays} days' then coalesce(mark.alarmed_at, $now) end
    where mark.checked_at <= $now - make_interval(secs => $pauseSeconds)
    returning seen_until as "seenUntil", alarmed_at as "alarmedAt", alarmed_at is not distinct from $now as "isNewAlarm"`,
  params: { merchantId: uuid, pauseSeconds: int4, now: timestamptz },
  columns: { seenUntil: timestamptz, alarmedAt: nullable(timestamptz), isNewAlarm: boolean },
})

/** Moves the mark, forward only. */
export const moveMark = defineStatement({
  name: 'event/move-mark',
  text: `
    update event_mark set seen_until = $seenUntil, checked_at = $now,
      alarmed_at = case when $seenUntil < $now - interval '${overdueAfterDays} days' then alarmed_at end
    where merchant_id = $merchantId and seen_until < $seenUntil`,
  params: { merchantId: uuid, seenUntil: timestamptz, now: timestamptz },
  columns: {},
})

/** Events of this time can no longer be had: whoever reads the audit log must know. */
export const noteGap = defineStatement({
  name: 'event/note-gap',
  text: `
    insert into audit_entry (merchant_id, id, actor, action, subject_kind, subject_id, after, at)
    values ($merchantId, $auditId, 'sweeper', 'event.list_gap', 'merchant', $merchantId::text,
            jsonb_build_object('from', $gapFrom, 'to', $gapTo), $now)`,
  params: { merchantId: uuid, auditId: uuid, gapFrom: timestamptz, gapTo: timestamptz, now: timestamptz },
  columns: {},
})
