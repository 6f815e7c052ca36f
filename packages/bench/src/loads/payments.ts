import { randomUUID } from 'node:crypto'
import type { OpenLoad } from '../driver/load.ts'
import { paymentRequest } from './payment-request.ts'
import { openPreparedRequests } from './prepared-requests.ts'

export interface Payments {
  port: number
  /** Of the shoppers who pay, one after another. */
  tokens: readonly string[]
  /** Each pays once. */
  confirmationTokens: readonly string[]
}

/** New payments by way of the API. */
const openPayments: OpenLoad<Payments> = ({ port, tokens, confirmationTokens }) =>
  openPreparedRequests({
    port,
    requestOf: (index) =>
      paymentRequest(tokens[index % tokens.length] ?? '', {
        requestId: randomUUID(),
        confirmationTokenId: confirmationTokens[index] ?? '',
      }),
    expected: '"processing"',
  })

export default openPayments
