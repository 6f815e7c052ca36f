import { rawRequest } from './raw-request.ts'

/** The demo's mug, in dollars. */
const mug = '00000000-0000-7000-8002-000000000000'

/** Asks for a payment of one mug, as a page would. */
export function paymentRequest(token: string, input: { requestId: string; confirmationTokenId: string }): string {
  const body = JSON.stringify({ ...input, cart: { items: [{ priceId: mug, quantity: 1 }], currency: 'usd' } })
  const headers = ['content-type: application/json', `authorization: Bearer ${token}`]
  return rawRequest('POST /trpc/payments.process', headers, body)
}
