import { randomUUID } from 'node:crypto'
import { parseArgs } from 'node:util'
import { createStripeGateway } from '../stripe/stripe-gateway.ts'
import { ensureEndpoint, type EnsuredEndpoint } from './ensure-endpoint.ts'

const usage = `Usage: pnpm webhook:endpoint --url https://<your webhook process>/webhooks/stripe
Has Stripe send the events that Azora Payments acts on to that address, in the version that it understands. Running it again
changes nothing; run it after each upgrade. Reads STRIPE_SECRET_KEY, MERCHANT_ID and, for a sandbox, STRIPE_API_BASE.`

const silent = { debug() {}, info() {}, warn() {}, error() {} }
const dids = { created: 'made', updated: 'brought up to date', nothing: 'as it should be' }

/** The only time that the secret can be seen: Stripe never tells it again. */
function* report({ did, endpoint, older }: EnsuredEndpoint): Generator<string> {
  yield `${endpoint.id} is ${dids[did]}: ${endpoint.types.length} types of events to ${endpoint.url}`
  if (did === 'created' && endpoint.secret) {
    yield `Its signing secret, which is shown this once: ${endpoint.secret}`
    yield 'Put it into STRIPE_WEBHOOK_SECRETS of the webhook process, beside the secrets that are there, separated by commas.'
  }
  for (const { id, apiVersion } of older) {
    yield `${id} sends there too, in version ${apiVersion ?? 'of the account'}. Once the new secret is in place, disable it and drop its secret.`
  }
}

try {
  const { values } = parseArgs({ options: { url: { type: 'string' } } })
  const { STRIPE_SECRET_KEY: secretKey, MERCHANT_ID: merchantId, STRIPE_API_BASE: apiBase } = process.env
  if (!values.url || !URL.canParse(values.url) || !secretKey || !merchantId) throw new Error(usage)
  const stripe = createStripeGateway({ secretKey, log: silent, ...(apiBase ? { apiBase } : {}) })
  const ensured = await ensureEndpoint(stripe, { url: values.url, merchantId, key: randomUUID() })
  for (const line of report(ensured)) console.log(line)
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error))
  process.exitCode = 2
}
