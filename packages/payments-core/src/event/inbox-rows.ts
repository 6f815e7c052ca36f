import type Stripe from 'stripe'
import { boolean, int4, jsonb, nullable, text, textArray, timestamptz, uuid } from '@azora/db/column'
import { defineStatement } from '@azora/db/statement'
import { closedEvent } from './event-sql.ts'

const outagesCounted = 4

/** An event that we hold the lease of. */
export interface LeasedEvent {
  id: string
  objectId: string
  payload: Stripe.Event
  stripeCreatedAt: Date
  receivedAt: Date
  tries: number
  /** Whether its pause is over; it may have been taken early, because another event of its object came. */
  isDue: boolean
}

const leaseParams = { merchantId: uuid, leaseToken: uuid, leaseSeconds: int4, limit: int4 }

/**
 * Leases the open events of one object together, however long their pauses: those of the oldest event that is `chosen` and
 * whose object nobody works on. Rivals skip what another has locked. The advisory lock keeps two of them from each taking
 * a part of one object's events; it lasts for the statement only.
 */
const leaseGroup = (chosen: string) => `
  with chosen as (
    select event.object_id from webhook_event as event
    where event.merchant_id = $merchantId and event.handled_at is null and event.parked_at is null and ${chosen}
      and not exists (
        select from webhook_event as rival
        where rival.merchant_id = $merchantId and rival.object_id = event.object_id
          and rival.handled_at is null and rival.parked_at is null and rival.lease_until >= now())
    order by event.received_at, event.id limit 1 for update skip locked
  ),
  free as materialized (
    select object_id from chosen
    where pg_try_advisory_xact_lock(hashtextextended('event/' || $merchantId::text || object_id, 0))
  ),
  waiting as (
    select event.id from webhook_event as event join free using (object_id)
    where event.merchant_id = $merchantId and event.handled_at is null and event.parked_at is null
    order by event.stripe_created_at desc, event.id limit $limit
  )
  update webhook_event set lease_token = $leaseToken, lease_until = now() + make_interval(secs => $leaseSeconds)
  where merchant_id = $merchantId and id in (select id from waiting)
    and handled_at is null and parked_at is null and (lease_until is null or lease_until < now())
  returning id, object_id as "objectId", payload, stripe_created_at as "stripeCreatedAt", received_at as "receivedAt", tries,
            next_try_at <= now() as "isDue"`

const leasedColumns = {
  id: text,
  objectId: text,
  payload: jsonb<Stripe.Event>(),
  stripeCreatedAt: timestamptz,
  receivedAt: timestamptz,
  tries: int4,
  isDue: boolean,
}

/** Leases the group of one event, whether its pause is over or not. */
export const leaseGroupOfEvent = defineStatement({
  name: 'event/lease-group-of-event',
  text: leaseGroup('event.id = $eventId'),
  params: { ...leaseParams, eventId: text },
  columns: leasedColumns,
})

/** Leases the group of an object that an event has come in for meanwhile. */
export const leaseGroupOfObject = defineStatement({
  name: 'event/lease-group-of-object',
  text: leaseGroup('event.object_id = $objectId and event.tries = 0 and event.next_try_at <= now()'),
  params: { ...leaseParams, objectId: text },
  columns: leasedColumns,
})

/** Leases the group of the event that has waited longest of those whose pause is over. */
export const leaseDueGroup = defineStatement({
  name: 'event/lease-due-group',
  text: leaseGroup('event.next_try_at <= now()'),
  params: leaseParams,
  columns: leasedColumns,
})

const heldEvents = `
  merchant_id = $merchantId and id = any($ids) and lease_token = $leaseToken and handled_at is null`
const heldParams = { merchantId: uuid, ids: textArray, leaseToken: uuid }

export const closeEvents = defineStatement({
  name: 'event/close',
  text: `update webhook_event set ${closedEvent}, outcome = $outcome where ${heldEvents}`,
  params: { ...heldParams, outcome: text, now: timestamptz },
  columns: {},
})

/** Gives events back as they were. */
export const releaseEvents = defineStatement({
  name: 'event/release',
  text: `update webhook_event set lease_until = null, lease_token = null where ${heldEvents}`,
  params: heldParams,
  columns: {},
})

/**
 * Notes that events could not be applied, and when they are tried again: after the pause, or when staff say so. However long
 * an outage was, tries are left for failures of an event's own.
 */
export const postponeEvents = defineStatement({
  name: 'event/postpone',
  text: `
    update webhook_event set last_error = $error, lease_until = null, lease_token = null, parked_at = $parkedAt,
           tries = case when $isOutage then greatest(tries, least(tries + 1, ${outagesCounted})) else tries + 1 end,
           next_try_at = now() + make_interval(secs => $pauseMs / 1000.0)
    where ${heldEvents}`,
  params: { ...heldParams, error: text, isOutage: boolean, pauseMs: int4, parkedAt: nullable(timestamptz) },
  columns: {},
})

/** Where an event stands, for whoever could not lease it. */
export const selectEventState = defineStatement({
  name: 'event/select-state',
  text: `
    select handled_at is not null as "isHandled", parked_at is not null as "isParked"
    from webhook_event where merchant_id = $merchantId and id = $eventId`,
  params: { merchantId: uuid, eventId: text },
  columns: { isHandled: boolean, isParked: boolean },
})
