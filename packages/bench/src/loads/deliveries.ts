import { createHmac } from 'node:crypto'
import type { OpenLoad } from '../driver/load.ts'
import { openHttpLanes } from './http-lanes.ts'

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

/** Signed events, as Stripe delivers them: made before the lap, signed with its time. */
const openDeliveries: OpenLoad<Deliveries> = ({ port, secret, event, eventId, objectId, series }) => {
  const lanes = openHttpLanes(port)
  const prepared = new Map<number, Buffer>()
  const deliveryOf = (index: number, timestamp: number): Buffer => {
    const body = event.replaceAll(eventId, `evt_${series}${index}`).replaceAll(objectId, `pi_${series}${index}`)
    const mac = createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex')
    const head = [
      'POST /webhooks/stripe HTTP/1.1',
      'host: localhost',
      'content-type: application/json; charset=utf-8',
      `stripe-signature: t=${timestamp},v1=${mac}`,
      `content-length: ${Buffer.byteLength(body)}`,
    ]
    return Buffer.from(`${head.join('\r\n')}\r\n\r\n${body}`)
  }
  return {
    prepare(first, operations) {
      const timestamp = Math.floor(Date.now() / 1_000)
      prepared.clear()
      for (let index = first; index < first + operations; index += 1) prepared.set(index, deliveryOf(index, timestamp))
    },
    operate: (index, lane) => lanes.ask(lane, prepared.get(index) ?? '', 'received'),
  }
}

export default openDeliveries
