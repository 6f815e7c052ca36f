import Stripe from 'stripe'
import type { Outcome } from './outcome.ts'
import type { StripeCalls } from './stripe-calls.ts'

/** Where Stripe sends events. `secret` is told once only, when the endpoint is made. */
export interface Endpoint {
  id: string
  url: string
  merchantId: string | null
  types: readonly string[]
  apiVersion: string | null
  isEnabled: boolean
  secret: string | null
}

/** What we do with webhook endpoints: have one of ours get the events that we act on. */
export interface EndpointCalls {
  /** @throws {StripeUnavailable} when Stripe gives no answer */
  list(): Promise<Endpoint[]>
  /** Events then come in the version that our types describe. Repeating it with the same key makes no second one. */
  create(input: { key: string; merchantId: string; url: string; types: readonly string[] }): Promise<Outcome<Endpoint>>
  /** Enables it too. */
  update(input: { key: string; id: string; types: readonly string[]; merchantId: string }): Promise<Outcome<Endpoint>>
}

type EnabledEvent = Stripe.WebhookEndpointCreateParams.EnabledEvent

export const createEndpointCalls = (calls: StripeCalls): EndpointCalls => ({
  list: () =>
    calls.read(async (stripe) => {
      const endpoints: Endpoint[] = []
      for await (const endpoint of stripe.webhookEndpoints.list({ limit: 100 })) endpoints.push(endpointOf(endpoint))
      return endpoints
    }),
  create: ({ key, merchantId, url, types }) =>
    calls.act(async (stripe) =>
      endpointOf(
        await stripe.webhookEndpoints.create(
          {
            url,
            enabled_events: enabled(types),
            api_version: Stripe.API_VERSION,
            description: 'Azora Payments',
            metadata: { azora_merchant_id: merchantId },
          },
          { idempotencyKey: `endpoint/${key}/create` },
        ),
      ),
    ),
  update: ({ key, id, types, merchantId }) =>
    calls.act(async (stripe) =>
      endpointOf(
        await stripe.webhookEndpoints.update(
          id,
          { enabled_events: enabled(types), disabled: false, metadata: { azora_merchant_id: merchantId } },
          { idempotencyKey: `endpoint/${key}/update` },
        ),
      ),
    ),
})

/** Our list is held against Stripe's types where it is written. */
const enabled = (types: readonly string[]) => types as EnabledEvent[]

const endpointOf = (endpoint: Stripe.WebhookEndpoint): Endpoint => ({
  id: endpoint.id,
  url: endpoint.url,
  merchantId: endpoint.metadata['azora_merchant_id'] ?? null,
  types: endpoint.enabled_events,
  apiVersion: endpoint.api_version,
  isEnabled: endpoint.status === 'enabled',
  secret: endpoint.secret ?? null,
})
