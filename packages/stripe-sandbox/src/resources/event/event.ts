export interface StripeEvent {
  id: string
  object: 'event'
  /** The connected account that it happened in. */
  account?: string
  api_version: string
  created: number
  data: { object: object; previous_attributes?: object }
  livemode: false
  /** Endpoints that have not yet answered with 2xx. */
  pending_webhooks: number
  request: { id: string | null; idempotency_key: string | null }
  type: string
}
