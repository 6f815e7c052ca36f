import { defineOperation, type Operation } from '../operation.ts'
import { orNull } from '../shared/address.ts'
import { listPage, type ListParams } from '../shared/list-page.ts'
import { mergeMetadata, type MetadataParams } from '../shared/metadata.ts'
import { checkUrl, createWebhookEndpoint, type CreateWebhookEndpoint } from './create-webhook-endpoint.ts'

interface UpdateWebhookEndpoint {
  description?: string
  disabled?: boolean
  enabled_events?: string[]
  metadata?: MetadataParams
  url?: string
}

const one = '/v1/webhook_endpoints/{id}'

export const webhookEndpointOperations: readonly Operation[] = [
  defineOperation<CreateWebhookEndpoint>({
    method: 'POST',
    path: '/v1/webhook_endpoints',
    run: (context, { params }) => createWebhookEndpoint(context, params),
  }),
  defineOperation<ListParams>({
    method: 'GET',
    path: '/v1/webhook_endpoints',
    run: (context, { params }) =>
      listPage({ table: context.state.table('webhook_endpoint'), url: '/v1/webhook_endpoints', params }),
  }),
  defineOperation({ method: 'GET', path: one, run: (context, { id }) => context.get('webhook_endpoint', id) }),
  defineOperation<UpdateWebhookEndpoint>({
    method: 'POST',
    path: one,
    run(context, { id, params }) {
      const endpoint = context.get('webhook_endpoint', id)
      if (params.url !== undefined) checkUrl(params.url)
      return context.state.table('webhook_endpoint').put({
        ...endpoint,
        description: params.description === undefined ? endpoint.description : orNull(params.description),
        enabled_events: params.enabled_events ?? endpoint.enabled_events,
        metadata: mergeMetadata(endpoint.metadata, params.metadata),
        status: params.disabled === undefined ? endpoint.status : params.disabled ? 'disabled' : 'enabled',
        url: params.url ?? endpoint.url,
      })
    },
  }),
  defineOperation({
    method: 'DELETE',
    path: one,
    run(context, { id }) {
      context.get('webhook_endpoint', id)
      context.state.table('webhook_endpoint').delete(id)
      context.state.table('endpoint_secrets').delete(id)
      return { id, object: 'webhook_endpoint', deleted: true }
    },
  }),
]
