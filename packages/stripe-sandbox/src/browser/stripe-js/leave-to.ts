import { asText, type UnknownRecord } from '../wire/is-record.ts'
import { isSetup } from './stripe-context.ts'

/** Leaves the page for `return_url` with what Stripe adds to its query. The promise stays open: the page goes away. */
export function leaveTo(returnUrl: string, intent: UnknownRecord): Promise<never> {
  const name = isSetup(intent) ? 'setup_intent' : 'payment_intent'
  const url = new URL(returnUrl, location.href)
  url.searchParams.set(name, asText(intent['id']))
  url.searchParams.set(`${name}_client_secret`, asText(intent['client_secret']))
  url.searchParams.set('redirect_status', redirectStatus(asText(intent['status'])))
  location.assign(url)
  return new Promise(() => undefined)
}

function redirectStatus(status: string): string {
  if (status === 'succeeded' || status === 'requires_capture') return 'succeeded'
  return status === 'processing' ? 'pending' : 'failed'
}
