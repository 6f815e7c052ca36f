import { createHmac } from 'node:crypto'
import type { StripeEvent } from '../stack/make-stripe-event.ts'
import { rawRequest } from './raw-request.ts'

export interface Delivery extends StripeEvent {
  secret: string
  /** Keeps the ids of one load apart from those of another. */
  series: string
}

/** A signed event as Stripe delivers it, with ids of its own. */
export function deliveryRequest({ event, eventId, objectId, secret, series }: Delivery, index: number): string {
  const timestamp = Math.floor(Date.now() / 1_000)
  const body = event.replaceAll(eventId, `evt_${series}${index}`).replaceAll(objectId, intentIdOf(series, index))
  const mac = createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex')
  const headers = ['content-type: application/json; charset=utf-8', `stripe-signature: t=${timestamp},v1=${mac}`]
  return rawRequest('POST /webhooks/stripe', headers, body)
}

/** The PaymentIntent that such an event is about. */
export const intentIdOf = (series: string, index: number): string => `pi_${series}${index}`
