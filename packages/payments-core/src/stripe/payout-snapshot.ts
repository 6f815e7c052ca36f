import { payoutStatuses, type PayoutStatus } from '@azora/contract/payout-status'
import type Stripe from 'stripe'
import { UnknownStatus } from './unknown-status.ts'

/** What we know of a payout once Stripe has told us. */
export interface PayoutSnapshot {
  id: string
  status: PayoutStatus
  /** Negative when it takes an earlier payout back. */
  amountMinor: number
  currency: string
  isAutomatic: boolean
  arrivesAt: Date
  failureCode: string | null
  reconciliationStatus: string
  createdAt: Date
}

const isKnown = (status: string): status is PayoutStatus => payoutStatuses.some((known) => known === status)

/** @throws {UnknownStatus} for a status that we do not know */
export function payoutSnapshotOf(payout: Stripe.Payout): PayoutSnapshot {
  const { status } = payout
  if (!isKnown(status)) throw new UnknownStatus('payout', status)
  return {
    id: payout.id,
    status,
    amountMinor: payout.amount,
    currency: payout.currency,
    isAutomatic: payout.automatic,
    arrivesAt: new Date(payout.arrival_date * 1000),
    failureCode: payout.failure_code,
    reconciliationStatus: payout.reconciliation_status,
    createdAt: new Date(payout.created * 1000),
  }
}
