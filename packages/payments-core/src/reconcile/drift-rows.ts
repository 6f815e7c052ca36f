import type { Drift } from '@azora/contract/reconciliation'
import { int4, jsonb, nullable, text, textArray, timestamptz, uuid } from '@azora/db/column'
import { defineStatement } from '@azora/db/statement'
import { isoTime } from '../payment/payment-view.ts'

const unsettled = `state in ('suspected', 'open')`

/** A difference as `noteDrift` takes it: `Difference` with the PaymentIntent it is found under, and an id of its own. */
export interface NotedDrift {
  id: string
  intentId: string
  kind: string
  subject: string
  stripeId: string
  subjectId: string | null
  ours: unknown
  theirs: unknown
}

/** Writes down differences that are not written down yet. */
export const noteDrift = defineStatement({
  name: 'reconcile/note-drift',
  text: `
    insert into drift (merchant_id, id, intent_id, kind, subject, stripe_id, subject_id, ours, theirs, state, seen_at, looked_at)
    select $merchantId, found.id, found."intentId", found.kind, found.subject, found."stripeId", found."subjectId",
           found.ours, found.theirs, 'suspected', $now, $now
    from jsonb_to_recordset($found) as found
      (id uuid, "intentId" text, kind text, subject text, "stripeId" text, "subjectId" uuid, ours jsonb, theirs jsonb)
    on conflict (merchant_id, stripe_id, kind) where ${unsettled} do nothing
    returning id`,
  params: { merchantId: uuid, found: jsonb<NotedDrift[]>(), now: timestamptz },
  columns: { id: uuid },
})

/** PaymentIntents with differences to be looked at again: those looked at longest ago first. */
export const takeUnsettled = defineStatement({
  name: 'reconcile/take-unsettled',
  text: `
    select intent_id as "intentId", min(looked_at) as "lookedAt" from drift
    where merchant_id = $merchantId and ${unsettled} and looked_at <= $before
    group by intent_id order by 2 limit $limit`,
  params: { merchantId: uuid, before: timestamptz, limit: int4 },
  columns: { intentId: text, lookedAt: timestamptz },
})

/**
 * Settles what was written down about a PaymentIntent by a second look: before it was healed, and after. Keys are
 * `<stripe id> <kind>`. Returns what became open.
 */
export const settleDrift = defineStatement({
  name: 'reconcile/settle-drift',
  text: `
    with noted as (
      select id, state as was, case
        when stripe_id || ' ' || kind = any($left) then 'open'
        when stripe_id || ' ' || kind = any($seen) then 'healed'
        else 'gone' end as becomes
      from drift where merchant_id = $merchantId and intent_id = $intentId and ${unsettled} for update
    ),
    settled as (
      update drift set state = noted.becomes, looked_at = $now,
             settled_at = case when noted.becomes <> 'open' then $now end
      from noted where drift.merchant_id = $merchantId and drift.id = noted.id
      returning drift.*, noted.was
    ),
    audit as (
      insert into audit_entry (merchant_id, id, actor, action, subject_kind, subject_id, before, after, at)
      select $merchantId, uuidv7(), 'reconciliation', 'drift.' || state, subject, coalesce(subject_id::text, stripe_id),
             jsonb_build_object('kind', kind, 'ours', ours), jsonb_build_object('kind', kind, 'theirs', theirs), $now
      from settled where state <> was and state <> 'gone'
    )
    select id, kind, subject, stripe_id as "stripeId" from settled where state = 'open' and was <> 'open'`,
  params: { merchantId: uuid, intentId: text, left: textArray, seen: textArray, now: timestamptz },
  columns: { id: uuid, kind: text, subject: text, stripeId: text },
})

/** The page that staff see: what is not settled first. */
export const selectDrifts = defineStatement({
  name: 'reconcile/select-drifts',
  text: `
    select jsonb_build_object('id', id, 'kind', kind, 'subject', subject, 'subjectId', subject_id, 'stripeId', stripe_id,
             'ours', ours, 'theirs', theirs, 'state', state, 'seenAt', ${isoTime('seen_at')},
             'settledAt', ${isoTime('settled_at')}) as drift
    from drift where merchant_id = $merchantId
    order by (${unsettled}) desc, seen_at desc, id desc limit $limit`,
  params: { merchantId: uuid, limit: int4 },
  columns: { drift: jsonb<Drift>() },
})

/** Where the comparison stands; no row before the first one. */
export const selectStanding = defineStatement({
  name: 'reconcile/select-standing',
  text: `
    select compared_until as "comparedUntil", proven_at as "provenInSyncAt",
           (select count(*)::int4 from drift where merchant_id = $merchantId and state = 'open') as "openCount"
    from reconciliation where merchant_id = $merchantId`,
  params: { merchantId: uuid },
  columns: { comparedUntil: timestamptz, provenInSyncAt: nullable(timestamptz), openCount: int4 },
})
