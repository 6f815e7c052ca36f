import type { EventDetail, GetEvent } from '@azora/contract/event'
import { toAuditEntry } from '../audit/audit-rows.ts'
import type { CallerContext } from '../context.ts'
import { Refusal } from '../refusal.ts'
import { selectEvent, selectHistory } from './detail-rows.ts'
import { toInboxEvent } from './inbox-view.ts'

/**
 * An event with all that is known of it.
 *
 * @throws {Refusal} event_not_found
 */
export async function getEvent(ctx: CallerContext, { eventId }: GetEvent): Promise<EventDetail> {
  const { db, merchantId } = ctx
  const [row, history] = await Promise.all([
    db.first(selectEvent, { merchantId, eventId }),
    db.all(selectHistory, { merchantId, eventId }),
  ])
  if (!row) throw new Refusal({ code: 'event_not_found', eventId })
  const { apiVersion, payload, ...event } = row
  return { ...toInboxEvent(event), apiVersion, payload, history: history.map(toAuditEntry) }
}
