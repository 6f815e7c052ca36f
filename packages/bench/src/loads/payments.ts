import { randomUUID } from 'node:crypto'
import type { OpenLoad } from '../driver/load.ts'
import { paymentRequest } from './payment-request.ts'
import { openPreparedRequests } from './prepared-requests.ts'

export interface Payments {
  port: number
  token: string
  /** Each pays once. */
  confirmationTokens: readonly string[]
}

/** New payments by way of the API. */
const openPayments: OpenLoad<Payments> = ({ port, token, confirmationTokens }) =>
  openPreparedRequests({
    port,
    requestOf: (index) =>
      paymentRequest(token, { requestId: randomUUID(), confirmationTokenId: confirmationTokens[index] ?? '' }),
    expected: '"processing"',
  })

export default openPayments
