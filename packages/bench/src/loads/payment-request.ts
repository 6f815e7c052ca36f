/** The demo's mug, in dollars. */
const mug = '00000000-0000-7000-8002-000000000000'

/** Asks for a payment of one mug, as a page would. */
export function paymentRequest(token: string, input: { requestId: string; confirmationTokenId: string }): string {
  const body = JSON.stringify({ ...input, cart: { items: [{ priceId: mug, quantity: 1 }], currency: 'usd' } })
  const head = [
    'POST /trpc/payments.process HTTP/1.1',
    'host: localhost',
    'content-type: application/json',
    `authorization: Bearer ${token}`,
    `content-length: ${Buffer.byteLength(body)}`,
  ]
  return `${head.join('\r\n')}\r\n\r\n${body}`
}
