export interface DeliveryAttempt {
  /** Sandbox time, ISO 8601. */
  at: string
  /** The endpoint's status, or absent when there was no answer. */
  status?: number
  error?: string
  durationMs: number
}

/** One event on its way to one endpoint. */
export interface Delivery {
  id: string
  event: string
  endpoint: string
  status: 'pending' | 'delivered' | 'dropped' | 'failed'
  /** When the next attempt is due, in milliseconds of the sandbox clock. */
  dueAtMs: number
  attempts: readonly DeliveryAttempt[]
}
