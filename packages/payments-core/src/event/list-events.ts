import type { EventPage, ListEvents } from '@azora/contract/event'
import type { CallerContext } from '../context.ts'
import { decodeCursor, encodeCursor } from '../cursor.ts'
import { toInboxEvent } from './inbox-view.ts'
import {
  selectEvents,
  selectEventsOfObject,
  selectEventsOfType,
  selectParkedEvents,
  selectWaitingEvents,
} from './list-rows.ts'

const sort = 'received'
const endOfTime = new Date('9999-12-31T00:00:00.000Z')

/**
 * A page of the inbox, newest first, cut by key. Whatever is asked for, what the database reads is bounded by an index.
 *
 * @throws {Refusal} input_invalid for a cursor that is not ours
 */
export async function listEvents(ctx: CallerContext, input: ListEvents): Promise<EventPage> {
  const { limit } = input
  const rows = await selectPage(ctx, input)
  const events = rows.slice(0, limit).map(toInboxEvent)
  const last = events.at(-1)
  const isMore = rows.length > limit && last
  return { events, nextCursor: isMore ? encodeCursor({ sort, key: Date.parse(last.receivedAt), id: last.id }) : null }
}

function selectPage({ reports, merchantId }: CallerContext, input: ListEvents) {
  const after = input.cursor ? decodeCursor(input.cursor, sort, 'stripes') : null
  const page = {
    merchantId,
    beforeAt: after ? new Date(after.key) : endOfTime,
    beforeId: after ? after.id : '',
    limit: input.limit + 1,
  }
  const { objectId, type = null, state = null } = input
  if (objectId !== undefined) return reports.all(selectEventsOfObject, { ...page, objectId, type, state })
  if (state === 'parked') return reports.all(selectParkedEvents, { ...page, type })
  if (state === 'waiting') return reports.all(selectWaitingEvents, { ...page, type })
  if (type !== null) return reports.all(selectEventsOfType, { ...page, type, state })
  return reports.all(selectEvents, { ...page, state })
}
