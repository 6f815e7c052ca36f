import { apiVersion } from '../api-version.ts'
import type { Context } from '../resources/context.ts'
import { createWebhookEndpoint } from '../resources/webhook-endpoint/create-webhook-endpoint.ts'
import type { WebhookInput } from '../stripe-sandbox.ts'
import { createEndpointSecret, rotateSecret } from './endpoint-secrets.ts'

export interface ConfiguredEndpoint {
  id: string
  secret: string
}

export function addEndpoint(
  context: Context,
  { url, secret, enabledEvents = ['*'], payload = 'snapshot' }: WebhookInput,
): ConfiguredEndpoint {
  const endpoint = createWebhookEndpoint(context, {
    url,
    enabled_events: enabledEvents.map((type) => type.replace(/^v1\./, '')),
    api_version: apiVersion,
    ...(secret !== undefined && { secret }),
  })
  const secrets = context.state.table('endpoint_secrets').get(endpoint.id)
  if (secrets && payload === 'thin') context.state.table('endpoint_secrets').put({ ...secrets, isThin: true })
  return { id: endpoint.id, secret: endpoint.secret }
}

/** One endpoint for this address, with this secret, whatever an earlier start left behind. */
export function ensureEndpoint(context: Context, input: WebhookInput & { secret: string }): void {
  const { state } = context
  const known = [...state.table('webhook_endpoint').oldestFirst()].find(({ url }) => url === input.url)
  if (!known) {
    addEndpoint(context, input)
    return
  }
  const { enabledEvents = ['*'] } = input
  state
    .table('webhook_endpoint')
    .put({ ...known, enabled_events: enabledEvents, api_version: apiVersion, status: 'enabled' })
  state.table('endpoint_secrets').put({
    id: known.id,
    isThin: input.payload === 'thin',
    secrets: [{ secret: input.secret, expiresAtMs: null }],
  })
}

/** A new secret; the old one signs beside it for a while. @throws {Error} for an unknown endpoint */
export function rotateEndpointSecret({ state }: Context, id: string, keepOldSeconds: number): ConfiguredEndpoint {
  const secrets = state.table('endpoint_secrets').get(id)
  if (!secrets) throw new Error(`There is no webhook endpoint ${id}.`)
  const secret = createEndpointSecret()
  const until = state.clock.now().getTime() + keepOldSeconds * 1000
  state.table('endpoint_secrets').put(rotateSecret(secrets, secret, until))
  return { id, secret }
}
