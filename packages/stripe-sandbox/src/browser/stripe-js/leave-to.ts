import { asText, type UnknownRecord } from '../wire/is-record.ts'

/** Leaves the page for `return_url` with what Stripe adds to its query. The promise stays open: the page goes away. */
export function leaveTo(returnUrl: string, paymentIntent: UnknownRecord): Promise<never> {
  const url = new URL(returnUrl, location.href)
  url.searchParams.set('payment_intent', asText(paymentIntent['id']))
  url.searchParams.set('payment_intent_client_secret', asText(paymentIntent['client_secret']))
  url.searchParams.set('redirect_status', redirectStatus(asText(paymentIntent['status'])))
  location.assign(url)
  return new Promise(() => undefined)
}

function redirectStatus(status: string): string {
  if (status === 'succeeded' || status === 'requires_capture') return 'succeeded'
  return status === 'processing' ? 'pending' : 'failed'
}
