import type { DriftKind, DriftSubject } from '@azora/contract/reconciliation'
import type { DisputeSnapshot } from '../stripe/dispute-snapshot.ts'
import type { LedgerIntent } from '../stripe/ledger-calls.ts'
import type { RefundSnapshot } from '../stripe/refund-snapshot.ts'
import type { OurDispute, OurPayment, OurRefund } from './our-books.ts'

/** One fact on which our books and Stripe's do not agree. `ours` and `theirs` are null where there is nothing. */
export interface Difference {
  kind: DriftKind
  subject: DriftSubject
  /** Of the PaymentIntent, refund or dispute at Stripe. */
  stripeId: string
  /** Of our row. */
  subjectId: string | null
  ours: unknown
  theirs: unknown
}

/** All that Stripe's books say of one PaymentIntent; `entry` is undefined when Stripe has no such thing. */
export interface TheirBooks {
  intentId: string
  entry: LedgerIntent | undefined
  refunds: readonly RefundSnapshot[]
  disputes: readonly DisputeSnapshot[]
}

type Facts = readonly (readonly [kind: DriftKind, ours: unknown, theirs: unknown])[]
type Named = Pick<Difference, 'subject' | 'stripeId' | 'subjectId'>

/** Compares what both books say of a payment, its refunds and its disputes, field by field. */
export function findDrift(ours: OurPayment | undefined, theirs: TheirBooks): Difference[] {
  const { intentId, entry } = theirs
  const named: Named = { subject: 'payment', stripeId: intentId, subjectId: ours?.id ?? null }
  if (!entry) return ours ? [{ ...named, kind: 'missing_there', ours: ours.status, theirs: null }] : []
  const { intent } = entry
  if (!ours) return [{ ...named, kind: 'missing_here', ours: null, theirs: intent.status }]

  const refundedThere = theirs.refunds
    .filter(({ status }) => status === 'succeeded')
    .reduce((sum, { amountMinor }) => sum + amountMinor, 0)
  return [
    ...differing(named, [
      ['status', ours.status, intent.status],
      ['amount', moneyOf(ours), moneyOf(intent)],
      ['captured', ours.capturedMinor, intent.amountReceivedMinor],
      ['refund_total', ours.refundedMinor, refundedThere],
    ]),
    ...paired(ours.refunds, theirs.refunds, 'refund').flatMap(driftOfRefund),
    ...paired(ours.disputes, theirs.disputes, 'dispute').flatMap(driftOfDispute),
  ]
}

const moneyOf = ({ amountMinor, currency }: { amountMinor: number; currency: string }) => `${amountMinor} ${currency}`

const differing = (named: Named, facts: Facts): Difference[] =>
  facts.flatMap(([kind, ours, theirs]) => (ours === theirs ? [] : [{ ...named, kind, ours, theirs }]))

interface Pair<O, T> {
  named: Named
  ours: O | undefined
  theirs: T | undefined
}

function paired<O extends { id: string; stripeId: string }, T extends { id: string }>(
  ours: readonly O[],
  theirs: readonly T[],
  subject: DriftSubject,
): Pair<O, T>[] {
  const ids = new Set([...ours.map(({ stripeId }) => stripeId), ...theirs.map(({ id }) => id)])
  return [...ids].map((stripeId) => {
    const our = ours.find((one) => one.stripeId === stripeId)
    const named = { subject, stripeId, subjectId: our?.id ?? null }
    return { named, ours: our, theirs: theirs.find(({ id }) => id === stripeId) }
  })
}

function driftOfRefund({ named, ours, theirs }: Pair<OurRefund, RefundSnapshot>): Difference[] {
  if (!ours || !theirs) return missing(named, ours?.status, theirs?.status)
  return differing(named, [
    ['status', ours.status, theirs.status],
    ['amount', moneyOf(ours), moneyOf(theirs)],
  ])
}

function driftOfDispute({ named, ours, theirs }: Pair<OurDispute, DisputeSnapshot>): Difference[] {
  if (!ours || !theirs) return missing(named, ours?.status, theirs?.status)
  const { withdrawnMinor, reinstatedMinor, feeMinor } = theirs.bookings
  return differing(named, [
    ['status', ours.status, theirs.status],
    ['amount', moneyOf(ours), moneyOf(theirs)],
    ['fee', ours.feeMinor, feeMinor],
    ['booked', ours.withdrawnMinor - ours.reinstatedMinor, withdrawnMinor - reinstatedMinor],
  ])
}

const missing = (named: Named, ours: string | undefined, theirs: string | undefined): Difference[] => [
  { ...named, kind: ours === undefined ? 'missing_here' : 'missing_there', ours: ours ?? null, theirs: theirs ?? null },
]
