import { jsonb, nullable, text, uuid } from '@azora/db/column'
import { defineStatement } from '@azora/db/statement'
import { auditColumns, selectedAudit } from '../audit/audit-rows.ts'
import { inboxColumns, selectedEvent } from './inbox-view.ts'

export const selectEvent = defineStatement({
  name: 'event/select',
  text: `
    select ${selectedEvent}, event.api_version as "apiVersion", event.payload from webhook_event as event
    where event.merchant_id = $merchantId and event.id = $eventId`,
  params: { merchantId: uuid, eventId: text },
  columns: { ...inboxColumns, apiVersion: nullable(text), payload: nullable(jsonb<unknown>()) },
})

/** What an event changed, and what staff did with it: each by an index of its own. */
export const selectHistory = defineStatement({
  name: 'event/select-history',
  text: `
    select ${selectedAudit} from (
      select * from audit_entry where merchant_id = $merchantId and after ->> 'eventId' = $eventId
      union all
      select * from audit_entry where merchant_id = $merchantId and subject_id = $eventId and action = 'event.replayed'
    ) as entry
    order by entry.at, entry.id limit 100`,
  params: { merchantId: uuid, eventId: text },
  columns: auditColumns,
})
