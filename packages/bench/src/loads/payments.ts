import { randomUUID } from 'node:crypto'
import type { OpenLoad } from '../driver/load.ts'
import { openHttpLanes } from './http-lanes.ts'
import { paymentRequest } from './payment-request.ts'

export interface Payments {
  port: number
  token: string
  /** Each pays once. */
  confirmationTokens: readonly string[]
}

/** New payments by way of the API. */
const openPayments: OpenLoad<Payments> = ({ port, token, confirmationTokens }) => {
  const lanes = openHttpLanes(port)
  const prepared = new Map<number, string>()
  return {
    prepare(first, operations) {
      for (let index = first; index < first + operations; index += 1) {
        const confirmationTokenId = confirmationTokens[index] ?? ''
        prepared.set(index, paymentRequest(token, { requestId: randomUUID(), confirmationTokenId }))
      }
    },
    operate: (index, lane) => lanes.ask(lane, prepared.get(index) ?? '', '"processing"'),
  }
}

export default openPayments
