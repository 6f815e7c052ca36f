import type { ServerResponse } from 'node:http'
import { docUrl } from '../resources/payment-intent/fail-payment.ts'
import type { StripeError } from './stripe-error.ts'

export interface Answer {
  status: number
  body: string
  /** What the body was made of, when it is JSON. */
  value?: object
  headers?: Record<string, string>
}

/** Pretty-printed, as Stripe's answers are. */
export const jsonAnswer = (status: number, value: object): Answer & { value: object } => ({
  status,
  body: JSON.stringify(value, null, 2),
  value,
})

export function errorAnswer(error: StripeError, about: { requestId: string; now: number }): Answer {
  const { code } = error.body
  const body = {
    ...error.body,
    ...(code !== undefined && { doc_url: docUrl(code) }),
    request_log_url: `https://dashboard.stripe.com/test/logs/${about.requestId}?t=${about.now}`,
  }
  const sorted = Object.fromEntries(Object.entries(body).sort(([a], [b]) => (a < b ? -1 : 1)))
  const answer = jsonAnswer(error.status, { error: sorted })
  if (error.status === 409) return { ...answer, headers: { 'stripe-should-retry': 'true' } }
  return error.status === 429 ? { ...answer, headers: { 'stripe-rate-limited-reason': 'global-rate' } } : answer
}

export function send(response: ServerResponse, answer: Answer): void {
  response.writeHead(answer.status, {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(answer.body),
    ...answer.headers,
  })
  response.end(answer.body)
}
