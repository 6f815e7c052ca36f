import type { AuditEntry } from '@azora/contract/audit'
import { int4, jsonb, nullable, text, textArray, timestamptz, uuid } from '@azora/db/column'
import { defineStatement, type Decoded } from '@azora/db/statement'

export const auditColumns = {
  id: uuid,
  actor: text,
  action: text,
  subjectKind: text,
  subjectId: text,
  requestId: nullable(text),
  before: nullable(jsonb<unknown>()),
  after: nullable(jsonb<unknown>()),
  at: timestamptz,
  recordedAt: timestamptz,
}

/** What `auditColumns` are selected with, from `audit_entry as entry`. */
export const selectedAudit = `entry.id, entry.actor, entry.action, entry.subject_kind as "subjectKind", entry.subject_id as "subjectId",
  entry.request_id as "requestId", entry.before, entry.after, entry.at, entry.recorded_at as "recordedAt"`

export const toAuditEntry = (row: Decoded<typeof auditColumns>): AuditEntry => ({
  ...row,
  at: row.at.toISOString(),
  recordedAt: row.recordedAt.toISOString(),
})

/** `visible` are the beginnings of the actions that the caller may see; an empty one is all of them. */
const isVisible = (action: string) =>
  `exists (select from unnest($visible) as visible(prefix) where starts_with(${action}, visible.prefix))`

const isInTime = `entry.at >= $from and (entry.at, entry.id) < ($beforeAt, $beforeId)`
const newestFirst = `order by entry.at desc, entry.id desc limit $limit`

const pageParams = {
  merchantId: uuid,
  visible: textArray,
  action: text,
  from: timestamptz,
  beforeAt: timestamptz,
  beforeId: uuid,
  limit: int4,
}

/** A thing and a request have few entries: what else is asked for is filtered among those. */
const selectFew = (chosen: string) => `
  select ${selectedAudit} from audit_entry entry
  where entry.merchant_id = $merchantId and ${chosen} and ${isInTime}
    and ($actor is null or entry.actor = $actor) and starts_with(entry.action, $action) and ${isVisible('entry.action')}
  ${newestFirst}`

export const selectAuditOfSubject = defineStatement({
  name: 'audit/select-of-subject',
  text: selectFew(`entry.subject_id = $subjectId and ($requestId is null or entry.request_id = $requestId)`),
  params: { ...pageParams, subjectId: text, requestId: nullable(text), actor: nullable(text) },
  columns: auditColumns,
})

export const selectAuditOfRequest = defineStatement({
  name: 'audit/select-of-request',
  text: selectFew('entry.request_id = $requestId'),
  params: { ...pageParams, requestId: text, actor: nullable(text) },
  columns: auditColumns,
})

/**
 * The newest of many actions: the kinds of action are found by hopping through the index, one probe a kind, and the newest
 * of each kind are merged. What is read is the kinds times the page, however long the log.
 */
const selectMany = (chosen: string) => {
  const nextKind = (beyond: string) => `(
    select entry.action from audit_entry entry
    where entry.merchant_id = $merchantId and ${chosen} and entry.action ${beyond} and entry.action < $action || '~'
    order by entry.action limit 1)`
  return `
    with recursive kind as (
      select ${nextKind('>= $action')} as action
      union all
      select ${nextKind('> kind.action')} from kind where kind.action is not null
    )
    select ${selectedAudit}
    from kind cross join lateral (
      select * from audit_entry entry
      where entry.merchant_id = $merchantId and ${chosen} and entry.action = kind.action and ${isInTime}
      ${newestFirst}
    ) entry
    where kind.action is not null and ${isVisible('kind.action')}
    ${newestFirst}`
}

export const selectAudit = defineStatement({
  name: 'audit/select-all',
  text: selectMany('true'),
  params: pageParams,
  columns: auditColumns,
})

export const selectAuditOfActor = defineStatement({
  name: 'audit/select-of-actor',
  text: selectMany('entry.actor = $actor'),
  params: { ...pageParams, actor: text },
  columns: auditColumns,
})
