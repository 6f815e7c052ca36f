import type Stripe from 'stripe'
import type { VerifiedEvent } from '../event/verified-event.ts'

/** What we keep of an event beside the event itself. */
export const describeEvent = (event: Stripe.Event): Omit<VerifiedEvent, 'raw'> => ({
  id: event.id,
  type: event.type,
  created: new Date(event.created * 1000),
  objectId: objectIdOf(event) ?? event.id,
  apiVersion: event.api_version,
})

/** Stripe's types promise an id; objects such as a balance or a bill to come have none, or an empty one. */
function objectIdOf({ data }: Stripe.Event): string | undefined {
  const id: unknown = 'id' in data.object ? data.object.id : undefined
  return typeof id === 'string' && id !== '' ? id : undefined
}
