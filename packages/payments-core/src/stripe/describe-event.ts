import type Stripe from 'stripe'
import type { VerifiedEvent } from '../event/verified-event.ts'

/** What we keep of an event beside the event itself. */
export const describeEvent = (event: Stripe.Event): Omit<VerifiedEvent, 'raw'> => ({
  id: event.id,
  type: event.type,
  created: new Date(event.created * 1000),
  objectId: 'id' in event.data.object ? event.data.object.id : event.id,
  apiVersion: event.api_version,
})
