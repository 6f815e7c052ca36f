import { createHmac } from 'node:crypto'
import type { OpenLoad } from '../driver/load.ts'
import { openPreparedRequests } from './prepared-requests.ts'
import { rawRequest } from './raw-request.ts'

export interface Deliveries {
  port: number
  secret: string
  /** An event as Stripe sends it; every one that is sent has ids of its own in place of these. */
  event: string
  eventId: string
  objectId: string
  /** Keeps the ids of one load apart from those of another. */
  series: string
}

/** Signed events, as Stripe delivers them: made before the lap, signed with their time. */
const openDeliveries: OpenLoad<Deliveries> = ({ port, secret, event, eventId, objectId, series }) => {
  const requestOf = (index: number): string => {
    const timestamp = Math.floor(Date.now() / 1_000)
    const body = event.replaceAll(eventId, `evt_${series}${index}`).replaceAll(objectId, `pi_${series}${index}`)
    const mac = createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex')
    const headers = ['content-type: application/json; charset=utf-8', `stripe-signature: t=${timestamp},v1=${mac}`]
    return rawRequest('POST /webhooks/stripe', headers, body)
  }
  return openPreparedRequests({ port, requestOf, expected: 'received' })
}

export default openDeliveries
