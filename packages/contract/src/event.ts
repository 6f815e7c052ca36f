import * as z from 'zod/mini'
import { AuditEntry } from './audit.ts'
import { PageRequest } from './page-request.ts'
import { storable } from './storable.ts'

/** `waiting`: to be applied, for the first time or again. `parked`: could not be applied, and waits for staff. */
export const eventStates = ['waiting', 'parked', 'handled'] as const
export const EventState = z.enum(eventStates)
export type EventState = z.infer<typeof EventState>

/**
 * An event of Stripe's, as our inbox has it. `objectId` is what it is about. `outcome` is set once it is handled. `source` is
 * `webhook` when Stripe sent it, `list` when it did not and we found it in Stripe's list. `tries` and `nextTryAt` are of the
 * tries that failed since it came or was replayed. Times are ISO 8601 in UTC.
 */
export const InboxEvent = z.object({
  id: z.string(),
  type: z.string(),
  objectId: z.string(),
  state: EventState,
  outcome: z.nullable(z.string()),
  source: z.string(),
  stripeCreatedAt: z.string(),
  receivedAt: z.string(),
  handledAt: z.nullable(z.string()),
  parkedAt: z.nullable(z.string()),
  nextTryAt: z.nullable(z.string()),
  tries: z.int(),
  replays: z.int(),
  lastError: z.nullable(z.string()),
})
export type InboxEvent = z.infer<typeof InboxEvent>

const EventId = z.string().check(z.regex(/^evt_\w{1,250}$/))

/** Asks for a page of the inbox, newest first. `type` is a whole type: `charge.refunded`. */
export const ListEvents = z.strictObject({
  ...PageRequest,
  state: z.optional(EventState),
  type: z.optional(z.string().check(z.regex(/^[a-z0-9_.]{1,100}$/))),
  objectId: z.optional(z.string().check(z.minLength(1), z.maxLength(255), storable)),
})
export type ListEvents = z.infer<typeof ListEvents>

export const EventPage = z.object({ events: z.array(InboxEvent), nextCursor: z.nullable(z.string()) })
export type EventPage = z.infer<typeof EventPage>

export const GetEvent = z.strictObject({ eventId: EventId })
export type GetEvent = z.infer<typeof GetEvent>

/**
 * An event in full. `payload` is as Stripe sent it, without secrets; null once it is too old to be kept. `history` holds what the
 * event changed, and its replays: the audit entries, oldest first.
 */
export const EventDetail = z.extend(InboxEvent, {
  apiVersion: z.nullable(z.string()),
  payload: z.unknown(),
  history: z.array(AuditEntry),
})
export type EventDetail = z.infer<typeof EventDetail>

const Columns = z.record(z.string(), z.unknown())

/** A row that would be different: its columns that would change, or all of them where there would be a row more or less. */
export const RowChange = z.object({
  table: z.string(),
  id: z.string(),
  before: z.nullable(Columns),
  after: z.nullable(Columns),
})

/** What a replay would do now. `outcome` is null when it would fail, and `error` then says why. */
export const EventDryRun = z.object({
  eventId: z.string(),
  outcome: z.nullable(z.string()),
  error: z.nullable(z.string()),
  changes: z.array(RowChange),
})
export type EventDryRun = z.infer<typeof EventDryRun>

/** Has an event applied now, whatever became of it before. */
export const ReplayEvent = z.strictObject({ eventId: EventId, requestId: z.uuid() })
export type ReplayEvent = z.infer<typeof ReplayEvent>

/**
 * How the inbox stands. `waiting` and `parked` count no further than 1000. `list` is about Stripe's own list of events, which
 * goes back 30 days: up to when we have compared it, and since when that is so long ago that events may be lost.
 */
export const InboxStatus = z.object({
  waiting: z.int(),
  parked: z.int(),
  oldestWaitingAt: z.nullable(z.string()),
  list: z.nullable(z.object({ seenUntil: z.string(), checkedAt: z.string(), overdueSince: z.nullable(z.string()) })),
})
export type InboxStatus = z.infer<typeof InboxStatus>
