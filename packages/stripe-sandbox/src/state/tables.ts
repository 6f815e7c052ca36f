import type { Account } from '../resources/account/account.ts'
import type { StripeEvent } from '../resources/event/event.ts'
import type { BalanceTransaction } from '../resources/balance-transaction/balance-transaction.ts'
import type { Charge } from '../resources/charge/charge.ts'
import type { ConfirmationToken } from '../resources/confirmation-token/confirmation-token.ts'
import type { Customer, DeletedCustomer } from '../resources/customer/customer.ts'
import type { BankVerification } from '../resources/bank-verification/bank-verification.ts'
import type { CustomerSessionRow } from '../resources/customer-session/customer-session.ts'
import type { Mandate } from '../resources/mandate/mandate.ts'
import type { Dispute } from '../resources/dispute/dispute.ts'
import type { EarlyFraudWarning } from '../resources/early-fraud-warning/early-fraud-warning.ts'
import type { PaymentIntent } from '../resources/payment-intent/payment-intent.ts'
import type { CardSecret } from '../cards/card-secret.ts'
import type { PaymentMethod } from '../resources/payment-method/payment-method.ts'
import type { Payout, PayoutEntry } from '../resources/payout/payout.ts'
import type { Refund } from '../resources/refund/refund.ts'
import type { Review } from '../resources/review/review.ts'
import type { SetupAttempt } from '../resources/setup-attempt/setup-attempt.ts'
import type { SetupIntent } from '../resources/setup-intent/setup-intent.ts'
import type { Token } from '../resources/token/token.ts'
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
  account: Account
  balance_transaction: BalanceTransaction
  charge: Charge
  confirmation_token: ConfirmationToken
  customer: Customer | DeletedCustomer
  dispute: Dispute
  event: StripeEvent
  mandate: Mandate
  payment_intent: PaymentIntent
  payment_method: PaymentMethod
  payout: Payout
  'radar.early_fraud_warning': EarlyFraudWarning
  refund: Refund
  review: Review
  setup_attempt: SetupAttempt
  setup_intent: SetupIntent
  webhook_endpoint: WebhookEndpoint
}

/** Everything that is kept; what the API never shows comes last. A resource joins with a line here and one below. */
export interface Tables extends Resources {
  bank_verification: BankVerification
  card_secret: CardSecret
  customer_session: CustomerSessionRow
  challenge: Challenge
  idempotent_answer: IdempotentAnswer
  delivery: Delivery
  endpoint_secrets: EndpointSecrets
  restricted_key: RestrictedKey
  task: Task
  switches: KeptSwitches
  payout_entry: PayoutEntry
  token: Token
}

/** Which fields of a row are looked up by value. */
export const indexedFields: { readonly [Name in keyof Tables]: readonly (keyof Tables[Name])[] } = {
  account: [],
  balance_transaction: ['source'],
  charge: ['payment_intent', 'customer'],
  confirmation_token: [],
  customer: [],
  dispute: ['charge'],
  event: [],
  mandate: ['payment_method'],
  payment_intent: ['customer'],
  payment_method: ['customer'],
  payout: [],
  'radar.early_fraud_warning': ['charge'],
  refund: ['charge', 'payment_intent'],
  review: [],
  setup_attempt: ['setup_intent'],
  setup_intent: ['customer'],
  webhook_endpoint: [],
  bank_verification: ['intent'],
  card_secret: [],
  customer_session: [],
  challenge: ['paymentIntentId'],
  idempotent_answer: [],
  delivery: ['event'],
  endpoint_secrets: [],
  restricted_key: [],
  task: [],
  switches: [],
  payout_entry: [],
  token: [],
}

export const resourceNames = [
  'account',
  'balance_transaction',
  'charge',
  'confirmation_token',
  'customer',
  'dispute',
  'event',
  'mandate',
  'payment_intent',
  'payment_method',
  'payout',
  'radar.early_fraud_warning',
  'refund',
  'review',
  'setup_attempt',
  'setup_intent',
  'webhook_endpoint',
] as const satisfies readonly (keyof Resources)[]
