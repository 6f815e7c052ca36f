import { apiVersion } from '../../api-version.ts'
import { createId } from '../../state/create-id.ts'
import type { Context } from '../context.ts'
import type { StripeEvent } from './event.ts'

export interface EventDraft {
  type: string
  object: object
  /** The object before the change, for `*.updated` events: what differs becomes `previous_attributes`. */
  before?: object
}

/** Keeps an event and queues it for every endpoint that wants it; both survive a crash together. */
export function recordEvent(context: Context, draft: EventDraft): StripeEvent {
  const { account } = context.state
  const secrets = context.state.table('endpoint_secrets')
  const endpoints = [...context.state.table('webhook_endpoint').oldestFirst()].filter(
    ({ id, status, enabled_events: wanted }) =>
      (secrets.get(id)?.isConnect === true) === (account !== undefined) &&
      status === 'enabled' &&
      (wanted.includes('*') || wanted.includes(draft.type)),
  )
  const previous = draft.before && changedAttributes(draft.before, draft.object)
  const event: StripeEvent = {
    id: createId('evt'),
    object: 'event',
    ...(account !== undefined && { account }),
    api_version: apiVersion,
    created: context.now,
    data: { object: draft.object, ...(previous && { previous_attributes: previous }) },
    livemode: false,
    pending_webhooks: endpoints.length,
    request: { id: context.cause?.id ?? null, idempotency_key: context.cause?.idempotencyKey ?? null },
    type: draft.type,
  }
  context.state.table('event').put(event)
  for (const endpoint of endpoints) {
    context.state.table('delivery').put({
      id: createId('del'),
      event: event.id,
      endpoint: endpoint.id,
      status: 'pending',
      dueAtMs: context.state.clock.now().getTime(),
      attempts: [],
    })
  }
  return event
}

/** The old values of what differs. A hash shows only its changed keys, as in Stripe's events. */
function changedAttributes(before: object, after: object): object {
  const then: Record<string, unknown> = { ...before }
  const now: Record<string, unknown> = { ...after }
  const previous: Record<string, unknown> = {}
  for (const key of new Set([...Object.keys(then), ...Object.keys(now)])) {
    if (JSON.stringify(then[key]) === JSON.stringify(now[key])) continue
    previous[key] = isHash(then[key]) && isHash(now[key]) ? changedAttributes(then[key], now[key]) : (then[key] ?? null)
  }
  return previous
}

const isHash = (value: unknown): value is object => typeof value === 'object' && value !== null && !Array.isArray(value)
