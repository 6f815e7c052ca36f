import { isRecord } from './is-record.ts'

/** What Stripe.js hands to the shop in `{ error }`; the body's other keys are kept as they came. */
export interface StripeError {
  type: string
  code?: string
  message?: string
  [key: string]: unknown
}

/** Reads the `error` of an answer of `/v1`, or says what else came. */
export function toStripeError(body: unknown, status: number): StripeError {
  const error = isRecord(body) ? body['error'] : undefined
  if (isRecord(error) && typeof error['type'] === 'string') return { ...error, type: error['type'] }
  return { type: 'api_error', message: `The sandbox answered ${status} without an error that Stripe would send.` }
}

/** A card field that the shopper has to correct, worded and coded as Stripe.js does. */
export function validationError(code: string, message: string): StripeError {
  return { type: 'validation_error', code, message }
}
