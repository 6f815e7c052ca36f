import type { EventState, InboxEvent } from '@azora/contract/event'
import { int4, nullable, text, timestamptz, type Column } from '@azora/db/column'
import type { Decoded } from '@azora/db/statement'

/** The state of an event, in SQL on its row. */
export const stateOf = (event: string): string => `
  case when ${event}.handled_at is not null then 'handled' when ${event}.parked_at is not null then 'parked' else 'waiting' end`

/** What `inboxColumns` are selected with, from `webhook_event as event`. */
export const selectedEvent = `
  event.id, event.type, event.object_id as "objectId", ${stateOf('event')} as state, event.outcome, event.source,
  event.stripe_created_at as "stripeCreatedAt", event.received_at as "receivedAt", event.handled_at as "handledAt",
  event.parked_at as "parkedAt", event.tries, event.replays, event.last_error as "lastError",
  case when event.handled_at is null and event.parked_at is null then event.next_try_at end as "nextTryAt"`

// The expression gives no other value.
const eventState: Column<EventState> = { ...text, decode: (value) => text.decode(value) as EventState }

export const inboxColumns = {
  id: text,
  type: text,
  objectId: text,
  state: eventState,
  outcome: nullable(text),
  source: text,
  stripeCreatedAt: timestamptz,
  receivedAt: timestamptz,
  handledAt: nullable(timestamptz),
  parkedAt: nullable(timestamptz),
  tries: int4,
  replays: int4,
  lastError: nullable(text),
  nextTryAt: nullable(timestamptz),
}

export const toInboxEvent = (row: Decoded<typeof inboxColumns>): InboxEvent => ({
  ...row,
  stripeCreatedAt: row.stripeCreatedAt.toISOString(),
  receivedAt: row.receivedAt.toISOString(),
  handledAt: row.handledAt?.toISOString() ?? null,
  parkedAt: row.parkedAt?.toISOString() ?? null,
  nextTryAt: row.nextTryAt?.toISOString() ?? null,
})
