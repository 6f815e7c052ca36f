import type { TestCard } from '../../cards/card-behaviour.ts'
import type { Decline } from '../../cards/declines.ts'
import { createId, randomText } from '../../state/create-id.ts'
import type { PaymentIntent } from '../payment-intent/payment-intent.ts'
import type { CardChecks, PaymentMethod } from '../payment-method/payment-method.ts'
import type { Charge, ChargeCard, Outcome } from './charge.ts'

export interface ChargeFacts {
  intent: PaymentIntent
  method: PaymentMethod
  card: TestCard
  decline: Decline | undefined
  /** Whether the shopper passed a 3-D Secure challenge for this attempt. */
  isAuthenticated: boolean
  /** Unix seconds. */
  now: number
}

const holdSeconds = 7 * 24 * 3600

export function buildCharge(facts: ChargeFacts): Charge {
  const { intent, method, decline } = facts
  const isCaptured = !decline && intent.capture_method !== 'manual'
  return {
    id: createId('ch'),
    object: 'charge',
    amount: intent.amount,
    amount_captured: isCaptured ? intent.amount : 0,
    amount_refunded: 0,
    application: null,
    application_fee: null,
    application_fee_amount: null,
    balance_transaction: null,
    billing_details: method.billing_details,
    calculated_statement_descriptor: statementOf(intent),
    captured: isCaptured,
    created: facts.now,
    currency: intent.currency,
    customer: intent.customer,
    description: intent.description,
    disputed: false,
    failure_balance_transaction: null,
    failure_code: decline?.code ?? null,
    failure_message: decline?.message ?? null,
    fraud_details: {},
    livemode: false,
    metadata: intent.metadata,
    on_behalf_of: null,
    outcome: buildOutcome(facts),
    paid: !decline,
    payment_intent: intent.id,
    payment_method: method.id,
    payment_method_details: { card: buildChargeCard(facts), type: 'card' },
    radar_options: {},
    receipt_email: intent.receipt_email,
    receipt_number: null,
    receipt_url: null,
    refunded: false,
    review: null,
    shipping: intent.shipping,
    source: null,
    source_transfer: null,
    statement_descriptor: intent.statement_descriptor,
    statement_descriptor_suffix: intent.statement_descriptor_suffix,
    status: decline ? 'failed' : 'succeeded',
    transfer_data: null,
    transfer_group: intent.transfer_group,
  }
}

function statementOf({ statement_descriptor: whole, statement_descriptor_suffix: suffix }: PaymentIntent): string {
  const text = whole ?? (suffix === null ? 'SANDBOX' : `SANDBOX* ${suffix}`)
  return text.toUpperCase().slice(0, 22)
}

function buildOutcome({ card, decline }: ChargeFacts): Outcome {
  const risk_level = card.risk ?? 'normal'
  const isBlocked = card.decline === 'blocked' && decline !== undefined
  const base: Outcome = {
    advice_code: null,
    network_advice_code: null,
    network_decline_code: null,
    network_status: 'approved_by_network',
    reason: risk_level === 'elevated' ? 'elevated_risk_level' : null,
    risk_level,
    risk_score: { normal: 12, elevated: 68, highest: 92 }[risk_level],
    seller_message: 'Payment complete.',
    type: risk_level === 'elevated' ? 'manual_review' : 'authorized',
  }
  if (!decline) return base
  return {
    ...base,
    advice_code: isBlocked ? null : (decline.adviceCode ?? null),
    network_decline_code: decline.networkDeclineCode ?? null,
    network_status: isBlocked ? 'not_sent_to_network' : 'declined_by_network',
    reason: isBlocked ? 'highest_risk_level' : decline.declineCode,
    seller_message: decline.sellerMessage,
    type: isBlocked ? 'blocked' : 'issuer_declined',
  }
}

function buildChargeCard({ intent, method, card, decline, isAuthenticated, now }: ChargeFacts): ChargeCard {
  const isManual = intent.capture_method === 'manual'
  return {
    amount_authorized: decline ? null : intent.amount,
    authorization_code: decline ? null : randomText(6).toUpperCase(),
    brand: method.card.brand,
    ...(isManual && !decline && { capture_before: now + holdSeconds }),
    checks: checkCard(method, card),
    country: method.card.country,
    electronic_commerce_indicator: isAuthenticated ? '05' : null,
    exp_month: method.card.exp_month,
    exp_year: method.card.exp_year,
    extended_authorization: { status: 'disabled' },
    fingerprint: method.card.fingerprint,
    funding: method.card.funding,
    incremental_authorization: { status: 'unavailable' },
    installments: null,
    last4: method.card.last4,
    mandate: null,
    multicapture: { status: 'unavailable' },
    network: method.card.brand,
    network_token: { used: false },
    network_transaction_id: decline ? null : randomText(15).toUpperCase(),
    overcapture: { maximum_amount_capturable: intent.amount, status: 'unavailable' },
    regulated_status: 'unregulated',
    three_d_secure: isAuthenticated
      ? {
          authentication_flow: 'challenge',
          electronic_commerce_indicator: '05',
          exemption_indicator: null,
          result: 'authenticated',
          result_reason: null,
          transaction_id: crypto.randomUUID(),
          version: '2.2.0',
        }
      : null,
    transaction_link_id: null,
    wallet: null,
  }
}

function checkCard({ billing_details: billing, card: shown }: PaymentMethod, card: TestCard): CardChecks {
  return {
    address_line1_check: billing.address?.line1 ? (card.checks?.line1 ?? 'pass') : null,
    address_postal_code_check: billing.address?.postal_code ? (card.checks?.postalCode ?? 'pass') : null,
    cvc_check: card.decline === 'incorrect_cvc' ? 'fail' : shown.checks.cvc_check,
  }
}
