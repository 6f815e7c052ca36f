import { disputeStatuses, type DisputeStatus } from '@azora/contract/dispute-status'
import type Stripe from 'stripe'
import { idOf } from './id-of.ts'
import { UnknownStatus } from './unknown-status.ts'

/** What we know of a dispute once Stripe has told us. */
export interface DisputeSnapshot {
  id: string
  chargeId: string
  /** Null for a charge that was made without one: never ours. */
  intentId: string | null
  /** The PaymentIntent's, where it came along; empty otherwise. */
  intentMetadata: Stripe.Metadata
  status: DisputeStatus
  reason: string
  amountMinor: number
  currency: string
  /** Null when the bank takes no answer. */
  evidenceDueBy: Date | null
  hasBeenSubmitted: boolean
  bookings: DisputeBookings
  /** The attempt of ours that submitted the evidence, if one did. */
  attemptId: string | null
  createdAt: Date
}

/** What Stripe has booked for a dispute: `count` only grows. Minor units of the balance's currency. */
export interface DisputeBookings {
  count: number
  currency: string | null
  withdrawnMinor: number
  reinstatedMinor: number
  feeMinor: number
}

const isKnown = (status: string): status is DisputeStatus => disputeStatuses.some((known) => known === status)

/**
 * Reads what we need out of Stripe's object, whether the answer of a call or the payload of an event.
 *
 * @throws {UnknownStatus} for a status that we do not know
 */
export function disputeSnapshotOf(dispute: Stripe.Dispute): DisputeSnapshot {
  const { status, charge, payment_intent: intent, evidence_details: details, metadata } = dispute
  if (!isKnown(status)) throw new UnknownStatus('dispute', status)
  return {
    id: dispute.id,
    chargeId: idOf(charge),
    intentId: idOf(intent),
    intentMetadata: typeof intent === 'object' ? (intent?.metadata ?? {}) : {},
    status,
    reason: dispute.reason,
    amountMinor: dispute.amount,
    currency: dispute.currency,
    // Stripe says 0 where the bank takes no answer.
    evidenceDueBy: details.due_by ? new Date(details.due_by * 1000) : null,
    hasBeenSubmitted: details.submission_count > 0,
    bookings: bookingsOf(dispute),
    attemptId: metadata['azora_attempt_id'] ?? null,
    createdAt: new Date(dispute.created * 1000),
  }
}

function bookingsOf({ id, balance_transactions: booked }: Stripe.Dispute): DisputeBookings {
  const currencies = new Set(booked.map(({ currency }) => currency))
  if (currencies.size > 1) throw new TypeError(`${id} is booked in ${[...currencies].join(' and ')}`)
  const sumOf = (amounts: number[]) => amounts.reduce((sum, amount) => sum + amount, 0)
  return {
    count: booked.length,
    currency: booked[0]?.currency ?? null,
    withdrawnMinor: sumOf(booked.map(({ amount }) => Math.max(0, -amount))),
    reinstatedMinor: sumOf(booked.map(({ amount }) => Math.max(0, amount))),
    feeMinor: sumOf(booked.map(({ fee }) => fee)),
  }
}
