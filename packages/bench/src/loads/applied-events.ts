import pg from 'pg'
import type { OpenLoad } from '../driver/load.ts'
import { deliveryRequest, intentIdOf, type Delivery } from './delivery-request.ts'
import { openHttpLanes } from './http-lanes.ts'

export interface AppliedEvents extends Delivery {
  port: number
  databaseUrl: string
  /** Makes the rows that wait for events, and gives `id` and `intent` of each. Its parameter is a list of PaymentIntents. */
  insertRows: string
  /** Where the database tells that a row was changed: by its id, or by a JSON with `paymentId`. */
  channel: string
}

/** Events from their delivery until the database tells that their payment has changed. */
const openAppliedEvents: OpenLoad<AppliedEvents> = async (settings) => {
  const { port, databaseUrl, insertRows, channel, series } = settings
  const lanes = openHttpLanes(port)
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  const waiting = new Map<string, () => void>()
  const told = new Map<string, string>()
  client.on('notification', ({ payload = '' }) => {
    const { paymentId = payload } = (payload.startsWith('{') ? JSON.parse(payload) : {}) as { paymentId?: string }
    waiting.get(told.get(paymentId) ?? paymentId)?.()
  })
  await client.query(`listen ${channel}`)
  const requests = new Map<number, string>()

  return {
    async prepare(first, operations) {
      requests.clear()
      told.clear()
      const indexes = Array.from({ length: operations }, (_, place) => first + place)
      const { rows } = await client.query<{ id: string; intent: string }>(insertRows, [
        indexes.map((index) => intentIdOf(series, index)),
      ])
      for (const { id, intent } of rows) told.set(id, intent)
      for (const index of indexes) requests.set(index, deliveryRequest(settings, index))
    },
    async operate(index, lane) {
      const intent = intentIdOf(series, index)
      const changed = new Promise<void>((resolve) => waiting.set(intent, resolve))
      await lanes.ask(lane, requests.get(index) ?? '', 'received')
      await changed
      waiting.delete(intent)
    },
  }
}

export default openAppliedEvents
