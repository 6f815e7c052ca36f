import type { StripeEvent } from '../resources/event/event.ts'
import type { BalanceTransaction } from '../resources/balance-transaction/balance-transaction.ts'
import type { Charge } from '../resources/charge/charge.ts'
import type { ConfirmationToken } from '../resources/confirmation-token/confirmation-token.ts'
import type { Customer, DeletedCustomer } from '../resources/customer/customer.ts'
import type { CustomerSessionRow } from '../resources/customer-session/customer-session.ts'
import type { PaymentIntent } from '../resources/payment-intent/payment-intent.ts'
import type { CardSecret } from '../cards/card-secret.ts'
import type { PaymentMethod } from '../resources/payment-method/payment-method.ts'
import type { Refund } from '../resources/refund/refund.ts'
import type { WebhookEndpoint } from '../resources/webhook-endpoint/webhook-endpoint.ts'
import type { Challenge } from '../resources/payment-intent/challenge.ts'
import type { IdempotentAnswer } from '../http/idempotency.ts'
import type { RestrictedKey } from '../http/restricted-key.ts'
import type { Delivery } from '../webhooks/delivery.ts'
import type { Task } from './agenda.ts'
import type { KeptSwitches } from './switches.ts'
import type { EndpointSecrets } from '../webhooks/endpoint-secrets.ts'

/** What the API shows, by the name that Stripe gives the object. */
export interface Resources {
  balance_transaction: BalanceTransaction
  charge: Charge
  confirmation_token: ConfirmationToken
  customer: Customer | DeletedCustomer
  event: StripeEvent
  payment_intent: PaymentIntent
  payment_method: PaymentMethod
  refund: Refund
  webhook_endpoint: WebhookEndpoint
}

/** Everything that is kept; what the API never shows comes last. A resource joins with a line here and one below. */
export interface Tables extends Resources {
  card_secret: CardSecret
  customer_session: CustomerSessionRow
  challenge: Challenge
  idempotent_answer: IdempotentAnswer
  delivery: Delivery
  endpoint_secrets: EndpointSecrets
  restricted_key: RestrictedKey
  task: Task
  switches: KeptSwitches
}

/** Which fields of a row are looked up by value. */
export const indexedFields: { readonly [Name in keyof Tables]: readonly (keyof Tables[Name])[] } = {
  balance_transaction: ['source'],
  charge: ['payment_intent', 'customer'],
  confirmation_token: [],
  customer: [],
  event: [],
  payment_intent: ['customer'],
  payment_method: ['customer'],
  refund: ['charge', 'payment_intent'],
  webhook_endpoint: [],
  card_secret: [],
  customer_session: [],
  challenge: ['paymentIntentId'],
  idempotent_answer: [],
  delivery: ['event'],
  endpoint_secrets: [],
  restricted_key: [],
  task: [],
  switches: [],
}

export const resourceNames = [
  'balance_transaction',
  'charge',
  'confirmation_token',
  'customer',
  'event',
  'payment_intent',
  'payment_method',
  'refund',
  'webhook_endpoint',
] as const satisfies readonly (keyof Resources)[]
