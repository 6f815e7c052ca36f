import type { Stripe } from '@stripe/stripe-js'
import { loadStripe } from '@stripe/stripe-js/pure/index.mjs'
import type { Settings, StripeConfig } from './settings.ts'

type Source = Pick<Settings, 'apiUrl' | 'config'>

const loads = new Map<string, Promise<Stripe>>()

/**
 * Stripe's script, loaded once a page and only where somebody pays. What failed is tried again by the next call.
 *
 * @throws when the configuration or the script does not arrive
 */
export function loadStripeJs(source: Source): Promise<Stripe> {
  const key = keyOf(source)
  const before = loads.get(key)
  if (before) return before
  const load = start(source).catch((error: unknown) => {
    loads.delete(key)
    throw error
  })
  loads.set(key, load)
  return load
}

const keyOf = ({ apiUrl, config }: Source): string => config?.stripePublishableKey ?? apiUrl

async function start({ apiUrl, config }: Source): Promise<Stripe> {
  const { stripePublishableKey, stripeJsUrl } = config ?? (await fetchConfig(apiUrl))
  if (stripeJsUrl !== null) await loadSandboxScript(stripeJsUrl)
  const stripe = await loadStripe(stripePublishableKey)
  if (!stripe) throw new Error('Stripe.js did not start')
  return stripe
}

async function fetchConfig(apiUrl: string): Promise<StripeConfig> {
  const response = await fetch(`${apiUrl}/api/config`)
  if (!response.ok) throw new Error(`The configuration could not be loaded: ${response.status}`)
  // Our own endpoint answers with this and more.
  return (await response.json()) as StripeConfig
}

/** The sandbox's stand-in for Stripe.js, where the page does not carry it: `loadStripe` uses the `Stripe` that it finds. */
async function loadSandboxScript(url: string): Promise<void> {
  if ('Stripe' in window) return
  const script = document.createElement('script')
  script.src = url
  await new Promise((resolve, reject) => {
    script.addEventListener('load', resolve)
    script.addEventListener('error', () => {
      script.remove()
      reject(new Error('The sandbox did not send its stripe.js'))
    })
    document.head.append(script)
  })
}
