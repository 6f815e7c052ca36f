import type { FaultRule } from '../control/fault-rules.ts'
import { jsonAnswer, type Answer } from './answer.ts'
import type { StripeErrorBody } from './stripe-error.ts'

/** What Stripe, or a proxy in front of it, says when something is wrong that is not the request's fault. */
export function faultAnswer(rule: FaultRule, requestId: string): Answer & { isExecuted: boolean } {
  const status = rule.status ?? 500
  const headers = {
    ...(rule.shouldRetry === undefined ? {} : { 'stripe-should-retry': String(rule.shouldRetry) }),
    ...(rule.retryAfter === undefined ? {} : { 'retry-after': String(rule.retryAfter) }),
  }
  if (status === 502 || status === 503 || status === 504) {
    const body = `<html><head><title>${status}</title></head><body><center><h1>${status} Service Unavailable</h1></center></body></html>`
    return { status, body, headers: { ...headers, 'content-type': 'text/html' }, isExecuted: false }
  }
  return { ...jsonAnswer(status, { error: errorBody(status, requestId) }), headers, isExecuted: false }
}

function errorBody(status: number, requestId: string): StripeErrorBody {
  if (status === 429) {
    return {
      type: 'invalid_request_error',
      code: 'rate_limit',
      message: 'Too many requests hit the API too quickly. We recommend an exponential backoff of your requests.',
    }
  }
  if (status === 409) {
    return {
      type: 'invalid_request_error',
      code: 'lock_timeout',
      message:
        'This object cannot be accessed right now because another API request or Stripe process is currently accessing it. If you see this error intermittently, retry the request.',
    }
  }
  const message = `Sorry! There was an error while talking to one of our backends. We have been notified of the problem and are looking into it. (Request ${requestId})`
  return { type: 'api_error', message }
}
