import type Stripe from 'stripe'
import type { EventHandler } from './event-handler.ts'
import { onCharge } from './on/charge.ts'
import { onCustomer } from './on/customer.ts'
import { onIntent } from './on/intent.ts'
import { onPaymentMethod } from './on/payment-method.ts'
import { onSetup } from './on/setup.ts'
import { onDispute } from './on/dispute.ts'
import { onFraudWarning } from './on/fraud-warning.ts'
import { onPayout } from './on/payout.ts'
import { onRefund } from './on/refund.ts'

/** A handler for each type of event that we act on. */
const handlers = {
  'payment_intent.amount_capturable_updated': onIntent,
  'payment_intent.canceled': onIntent,
  'payment_intent.created': onIntent,
  'payment_intent.partially_funded': onIntent,
  'payment_intent.payment_failed': onIntent,
  'payment_intent.processing': onIntent,
  'payment_intent.requires_action': onIntent,
  'payment_intent.succeeded': onIntent,
  'charge.dispute.closed': onDispute,
  'charge.dispute.created': onDispute,
  'charge.dispute.funds_reinstated': onDispute,
  'charge.dispute.funds_withdrawn': onDispute,
  'charge.dispute.updated': onDispute,
  'charge.refund.updated': onRefund,
  'charge.refunded': onCharge,
  'charge.updated': onCharge,
  'customer.created': onCustomer,
  'customer.deleted': onCustomer,
  'customer.updated': onCustomer,
  'payment_method.attached': onPaymentMethod,
  'payment_method.automatically_updated': onPaymentMethod,
  'payment_method.detached': onPaymentMethod,
  'payment_method.updated': onPaymentMethod,
  'setup_intent.canceled': onSetup,
  'setup_intent.created': onSetup,
  'setup_intent.requires_action': onSetup,
  'setup_intent.setup_failed': onSetup,
  'setup_intent.succeeded': onSetup,
  'payout.canceled': onPayout,
  'payout.created': onPayout,
  'payout.failed': onPayout,
  'payout.paid': onPayout,
  'payout.reconciliation_completed': onPayout,
  'payout.updated': onPayout,
  'radar.early_fraud_warning.created': onFraudWarning,
  'radar.early_fraud_warning.updated': onFraudWarning,
  'refund.created': onRefund,
  'refund.failed': onRefund,
  'refund.updated': onRefund,
} as const satisfies { [Type in Stripe.Event.Type]?: EventHandler<Extract<Stripe.Event, { type: Type }>> }

type HandledEventType = keyof typeof handlers

/** What we act on: what Stripe is asked to send us. */
export const handledEventTypes: readonly string[] = Object.keys(handlers)

/** The handler of a type; undefined when we do not act on it. */
export const handlerOf = (type: string): EventHandler | undefined =>
  // Each handler gets events of its own types only: it is looked up by the type.
  Object.hasOwn(handlers, type) ? (handlers[type as HandledEventType] as EventHandler) : undefined
