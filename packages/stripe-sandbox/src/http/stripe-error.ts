import type { PaymentIntent } from '../resources/payment-intent/payment-intent.ts'
import type { SetupIntent } from '../resources/setup-intent/setup-intent.ts'
import type { PaymentMethod } from '../resources/payment-method/payment-method.ts'

export interface StripeErrorBody {
  type: 'api_error' | 'card_error' | 'idempotency_error' | 'invalid_request_error'
  code?: string
  message: string
  param?: string
  advice_code?: string
  charge?: string
  decline_code?: string
  doc_url?: string
  network_decline_code?: string
  payment_intent?: PaymentIntent
  payment_method?: PaymentMethod
  payment_method_type?: string
  setup_intent?: SetupIntent
  request_log_url?: string
}

/** An answer of 4xx or 5xx. What was changed before it is thrown stays changed, as with a declined card. */
export class StripeError extends Error {
  override readonly name = 'StripeError'
  readonly status: number
  readonly body: StripeErrorBody

  constructor(status: number, body: StripeErrorBody) {
    super(body.message)
    this.status = status
    this.body = body
  }
}

type Details = Omit<StripeErrorBody, 'type'>

export const invalidRequest = (details: Details, status = 400): StripeError =>
  new StripeError(status, { ...details, type: 'invalid_request_error' })

export const cardError = (details: Details): StripeError => new StripeError(402, { ...details, type: 'card_error' })

export const authenticationError = (message: string, code?: string): StripeError =>
  new StripeError(401, { type: 'invalid_request_error', message, ...(code === undefined ? {} : { code }) })

/** What Stripe calls each kind in "No such …", where that is not the object's name. */
const spoken: Record<string, string> = { confirmation_token: 'ConfirmationToken', payment_method: 'PaymentMethod' }

/** How Stripe names the id of each kind when it came in the path; `id` for the others. */
const pathParams: Record<string, string> = {
  payment_intent: 'intent',
  setup_intent: 'intent',
  payment_method: 'payment_method',
  refund: 'refund',
}

export interface MissingResource {
  resource: string
  id: string
  /** The parameter that named it; absent when the address did. */
  param?: string | undefined
}

/** 404 when the address names it, 400 when a parameter does. */
export function resourceMissing({ resource, id, param }: MissingResource): StripeError {
  const message = `No such ${spoken[resource] ?? resource}: '${id}'`
  const named = param ?? pathParams[resource] ?? 'id'
  return invalidRequest({ message, code: 'resource_missing', param: named }, param === undefined ? 404 : 400)
}

export const unrecognizedUrl = (method: string, path: string): StripeError =>
  invalidRequest(
    {
      message: `Unrecognized request URL (${method}: ${path}). Please see https://stripe.com/docs or we can help at https://support.stripe.com/.`,
    },
    404,
  )
