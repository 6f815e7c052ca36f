import type Stripe from 'stripe'
import { idOf } from './id-of.ts'

/** What we know of a payment method once Stripe has told us. Never a number of a card or of an account. */
export interface MethodSnapshot {
  id: string
  /** Stripe's customer that it is attached to; null before that, and for good once it was detached. */
  stripeCustomerId: string | null
  type: string
  brand: string | null
  last4: string | null
  bankName: string | null
  expiry: { month: number; year: number } | null
  /** Equal for the same card or account within one Stripe account. */
  fingerprint: string | null
}

export function methodSnapshotOf(method: Stripe.PaymentMethod): MethodSnapshot {
  const { card, us_bank_account: account, sepa_debit: debit } = method
  const part = card ?? account ?? debit
  return {
    id: method.id,
    stripeCustomerId: idOf(method.customer),
    type: method.type,
    brand: card?.brand ?? null,
    last4: part?.last4 ?? null,
    bankName: account?.bank_name ?? debit?.bank_code ?? null,
    expiry: card ? { month: card.exp_month, year: card.exp_year } : null,
    fingerprint: part?.fingerprint ?? null,
  }
}
