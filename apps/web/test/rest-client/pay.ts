import createClient from 'openapi-fetch'
// Made by the test from the document.
import type { paths } from './generated/api.d.ts'

const [baseUrl = '', shopper = '', admin = '', priceId = '', confirmationTokenId = ''] = process.argv.slice(2)
const as = (token: string) => createClient<paths>({ baseUrl, headers: { authorization: `Bearer ${token}` } })
const shop = as(shopper)

const requestId = crypto.randomUUID()
const paid = await shop.POST('/api/payments/process', {
  params: { header: { 'Idempotency-Key': requestId } },
  body: { cart: { items: [{ priceId, quantity: 1 }], currency: 'usd' }, confirmationTokenId },
})
if (!paid.data) throw new Error(paid.error.detail)
const { payment } = paid.data
const params = { path: { paymentId: payment.id } }
const read = await shop.GET('/api/payments/{paymentId}', { params })
const history = await shop.GET('/api/payments/history', { params: { query: { limit: 1, status: 'processing' } } })
const tooEarly = await as(admin).POST('/api/payments/refund', {
  body: { requestId: crypto.randomUUID(), paymentId: payment.id },
})
// @ts-expect-error an address that there is not
await shop.GET('/api/payments/all').catch(() => undefined)

process.stdout.write(
  JSON.stringify({
    status: read.data?.status,
    listed: history.data?.payments.map(({ id }) => id === payment.id),
    refusal: tooEarly.error?.code,
  }),
)
