import { invalidRequest } from '../../http/stripe-error.ts'
import { createId } from '../../state/create-id.ts'
import { createEndpointSecret } from '../../webhooks/endpoint-secrets.ts'
import type { Context } from '../context.ts'
import { orNull } from '../shared/address.ts'
import { mergeMetadata, type MetadataParams } from '../shared/metadata.ts'
import type { WebhookEndpoint } from './webhook-endpoint.ts'

export interface CreateWebhookEndpoint {
  url: string
  enabled_events: string[]
  api_version?: string
  connect?: boolean
  description?: string
  metadata?: MetadataParams
  /** Not in the API: lets a sandbox start with a secret that its receiver already knows. */
  secret?: string
}

/** The answer shows the secret this once. */
export function createWebhookEndpoint(
  context: Context,
  params: CreateWebhookEndpoint,
): WebhookEndpoint & { secret: string } {
  checkUrl(params.url)
  const secret = params.secret ?? createEndpointSecret()
  const endpoint = context.state.table('webhook_endpoint').put<WebhookEndpoint>({
    id: createId('we'),
    object: 'webhook_endpoint',
    api_version: params.api_version ?? null,
    application: null,
    created: context.now,
    description: orNull(params.description),
    enabled_events: params.enabled_events,
    livemode: false,
    metadata: mergeMetadata({}, params.metadata),
    status: 'enabled',
    url: params.url,
  })
  context.state.table('endpoint_secrets').put({
    id: endpoint.id,
    secrets: [{ secret, expiresAtMs: null }],
    ...(params.connect === true && { isConnect: true }),
  })
  return { ...endpoint, secret }
}

export function checkUrl(url: string): void {
  if (URL.canParse(url) && /^https?:$/.test(new URL(url).protocol)) return
  throw invalidRequest({ message: 'Not a valid URL', param: 'url', code: 'url_invalid' })
}
