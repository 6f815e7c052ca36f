import type { TestCard } from '../../cards/card-behaviour.ts'
import type { Decline } from '../../cards/declines.ts'
import { randomText } from '../../state/create-id.ts'
import { isCapturedByHand } from '../payment-intent/wishes-for-method.ts'
import type { PaymentIntent } from '../payment-intent/payment-intent.ts'
import type { CardChecks, PaymentMethod, PaymentMethodCard } from '../payment-method/payment-method.ts'
import { buildCharge } from './build-charge.ts'
import type { Charge, ChargeCard, ChargeMethodDetails, Outcome } from './charge.ts'

export interface CardChargeFacts {
  intent: PaymentIntent
  method: PaymentMethod
  card: TestCard
  decline: Decline | undefined
  /** Whether the shopper passed a 3-D Secure challenge for this attempt. */
  isAuthenticated: boolean
  /** Unix seconds. */
  now: number
}

/** How long a bank holds what is not captured. */
export const holdSeconds = 7 * 24 * 3600

/** A charge of a card, or of the card behind a Link account. */
export const buildCardCharge = (facts: CardChargeFacts): Charge =>
  buildCharge({
    intent: facts.intent,
    method: facts.method,
    status: facts.decline ? 'failed' : 'succeeded',
    failure: facts.decline,
    outcome: buildOutcome(facts),
    details: buildDetails(facts),
    now: facts.now,
  })

function buildDetails(facts: CardChargeFacts): ChargeMethodDetails {
  const { method } = facts
  if (method.type === 'card') return { card: buildChargeCard(facts, method.card), type: 'card' }
  return { link: { country: facts.card.country }, type: 'link' }
}

function buildOutcome({ card, decline }: CardChargeFacts): Outcome {
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

function buildChargeCard(facts: CardChargeFacts, shown: PaymentMethodCard): ChargeCard {
  const { intent, method, card, decline, isAuthenticated, now } = facts
  const isManual = isCapturedByHand(intent, method.type)
  return {
    amount_authorized: decline ? null : intent.amount,
    authorization_code: decline ? null : randomText(6).toUpperCase(),
    brand: shown.brand,
    ...(isManual && !decline && { capture_before: now + holdSeconds }),
    checks: checkCard({ method, shown, card }),
    country: shown.country,
    electronic_commerce_indicator: isAuthenticated ? '05' : null,
    exp_month: shown.exp_month,
    exp_year: shown.exp_year,
    extended_authorization: { status: 'disabled' },
    fingerprint: shown.fingerprint,
    funding: shown.funding,
    incremental_authorization: { status: 'unavailable' },
    installments: null,
    last4: shown.last4,
    mandate: null,
    multicapture: { status: 'unavailable' },
    network: shown.brand,
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

interface Checked {
  method: PaymentMethod
  shown: PaymentMethodCard
  card: TestCard
}

function checkCard({ method, shown, card }: Checked): CardChecks {
  const { billing_details: billing } = method
  return {
    address_line1_check: billing.address?.line1 ? (card.checks?.line1 ?? 'pass') : null,
    address_postal_code_check: billing.address?.postal_code ? (card.checks?.postalCode ?? 'pass') : null,
    cvc_check: card.decline === 'incorrect_cvc' ? 'fail' : shown.checks.cvc_check,
  }
}
