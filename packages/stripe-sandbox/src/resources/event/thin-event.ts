import type { StripeEvent } from './event.ts'

/** The event without its object, as event destinations with a thin payload get it and `/v2/core/events` shows it. */
export interface ThinEvent {
  id: string
  object: 'v2.core.event'
  /** ISO 8601, as everywhere in v2. */
  created: string
  livemode: false
  reason: { type: 'request'; request: { id: string; idempotency_key: string | null } } | null
  related_object: { id: string; type: string; url: string } | null
  /** The v1 event that tells of the same change. */
  snapshot_event: string
  type: string
}

export function toThinEvent(event: StripeEvent): ThinEvent {
  const { id: requestId, idempotency_key: key } = event.request
  return {
    id: `evt_test_${event.id.slice('evt_'.length)}`,
    object: 'v2.core.event',
    created: new Date(event.created * 1000).toISOString(),
    livemode: false,
    reason: requestId === null ? null : { type: 'request', request: { id: requestId, idempotency_key: key } },
    related_object: relatedObject(event.data.object),
    snapshot_event: event.id,
    type: `v1.${event.type}`,
  }
}

/** The id of the event that a thin one was made of. */
export const snapshotEventId = (thinId: string): string => thinId.replace(/^evt_test_/, 'evt_')

function relatedObject(object: object): ThinEvent['related_object'] {
  const { id, object: type }: { id?: unknown; object?: unknown } = object
  if (typeof id !== 'string' || typeof type !== 'string') return null
  return { id, type, url: `/v1/${type.replace('.', '/')}s/${id}` }
}
