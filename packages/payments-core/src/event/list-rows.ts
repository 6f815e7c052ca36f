import { int4, nullable, text, timestamptz, uuid } from '@azora/db/column'
import { defineStatement } from '@azora/db/statement'
import { inboxColumns, selectedEvent, stateOf } from './inbox-view.ts'

const pageParams = { merchantId: uuid, beforeAt: timestamptz, beforeId: text, limit: int4 }

/** What is asked for beyond `chosen` is filtered while the index of `chosen` is read. */
const page = (chosen: string) => `
  select ${selectedEvent} from webhook_event as event
  where event.merchant_id = $merchantId and ${chosen} and (event.received_at, event.id) < ($beforeAt, $beforeId)
  order by event.received_at desc, event.id desc limit $limit`

const isOfType = `($type is null or event.type = $type)`
const isInState = `($state is null or ${stateOf('event')} = $state)`
const typeAndState = { type: nullable(text), state: nullable(text) }

/** An object has few events. */
export const selectEventsOfObject = defineStatement({
  name: 'event/select-of-object',
  text: page(`event.object_id = $objectId and ${isOfType} and ${isInState}`),
  params: { ...pageParams, objectId: text, ...typeAndState },
  columns: inboxColumns,
})

/** Few events are parked, and few wait. */
export const selectParkedEvents = defineStatement({
  name: 'event/select-parked',
  text: page(`event.parked_at is not null and ${isOfType}`),
  params: { ...pageParams, type: nullable(text) },
  columns: inboxColumns,
})

export const selectWaitingEvents = defineStatement({
  name: 'event/select-waiting',
  text: page(`event.handled_at is null and event.parked_at is null and ${isOfType}`),
  params: { ...pageParams, type: nullable(text) },
  columns: inboxColumns,
})

/** Nearly all are handled: among those of a type, or of all types, few are passed over. */
export const selectEventsOfType = defineStatement({
  name: 'event/select-of-type',
  text: page(`event.type = $type and ($state is null or event.handled_at is not null)`),
  params: { ...pageParams, type: text, state: nullable(text) },
  columns: inboxColumns,
})

export const selectEvents = defineStatement({
  name: 'event/select-all',
  text: page(`($state is null or event.handled_at is not null)`),
  params: { ...pageParams, state: nullable(text) },
  columns: inboxColumns,
})
