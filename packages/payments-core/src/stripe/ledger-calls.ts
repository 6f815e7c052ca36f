import Stripe from 'stripe'
import { disputeSnapshotOf, type DisputeSnapshot } from './dispute-snapshot.ts'
import { idOf } from './id-of.ts'
import { snapshotOf, type IntentSnapshot } from './intent-snapshot.ts'
import { refundSnapshotOf, type RefundSnapshot } from './refund-snapshot.ts'
import type { StripeCalls } from './stripe-calls.ts'

/** From `from` up to, but not including, `to`; whole seconds count. `after` is where an earlier page ended. */
export interface LedgerRange {
  from: Date
  to: Date
  after: string | null
}

export interface LedgerPage<T> {
  entries: T[]
  /** Where the next page begins; null on the last one. */
  next: string | null
}

/**
 * A PaymentIntent as Stripe's books have it. `merchantId` is whom its metadata names. `refunds` are all of its refunds, failed
 * ones too, or null when there are more than Stripe tells beside a charge.
 */
export interface LedgerIntent {
  intent: IntentSnapshot
  merchantId: string | null
  isDisputed: boolean
  refunds: RefundSnapshot[] | null
}

/** Stripe's books, to be compared with ours: only looked at. Each throws {StripeUnavailable} when Stripe gives no answer. */
export interface LedgerCalls {
  /** PaymentIntents by when they were made. */
  listIntents(range: LedgerRange): Promise<LedgerPage<LedgerIntent>>
  /** The PaymentIntents behind what was booked on the balance, by when it was booked; some more than once. */
  listBooked(range: LedgerRange): Promise<LedgerPage<string>>
  /** Undefined when Stripe has no such PaymentIntent. */
  findIntent(intentId: string): Promise<LedgerIntent | undefined>
  disputesOf(intentId: string): Promise<DisputeSnapshot[]>
}

const seconds = (date: Date) => Math.floor(date.getTime() / 1000)

const within = ({ from, to, after }: LedgerRange) => ({
  created: { gte: seconds(from), lt: seconds(to) },
  limit: 100,
  ...(after && { starting_after: after }),
})

const expanded = ['latest_charge.refunds', 'payment_method'] as const

export const createLedgerCalls = (calls: StripeCalls): LedgerCalls => ({
  listIntents: (range) =>
    calls.read(async (stripe) => {
      const page = await stripe.paymentIntents.list({
        ...within(range),
        expand: expanded.map((field) => `data.${field}`),
      })
      return { entries: page.data.map(entryOf), next: nextOf(page) }
    }),
  listBooked: (range) =>
    calls.read(async (stripe) => {
      const page = await stripe.balanceTransactions.list({ ...within(range), expand: ['data.source'] })
      return { entries: page.data.flatMap(intentIdOf), next: nextOf(page) }
    }),
  findIntent: (id) =>
    calls.read(async (stripe) => {
      try {
        return entryOf(await stripe.paymentIntents.retrieve(id, { expand: [...expanded] }))
      } catch (error) {
        if (error instanceof Stripe.errors.StripeInvalidRequestError && error.code === 'resource_missing')
          return undefined
        throw error
      }
    }),
  disputesOf: (payment_intent) =>
    calls.read(async (stripe) => {
      const disputes: DisputeSnapshot[] = []
      const listed = stripe.disputes.list({ payment_intent, limit: 100, expand: ['data.payment_intent'] })
      for await (const dispute of listed) disputes.push(disputeSnapshotOf(dispute))
      return disputes
    }),
})

function entryOf(object: Stripe.PaymentIntent): LedgerIntent {
  const charge = typeof object.latest_charge === 'object' ? object.latest_charge : null
  return {
    intent: snapshotOf(object),
    merchantId: object.metadata['azora_merchant_id'] ?? null,
    isDisputed: charge?.disputed ?? false,
    refunds: charge?.refunds?.has_more ? null : (charge?.refunds?.data.map(refundSnapshotOf) ?? []),
  }
}

/** Charges, refunds and disputes name the PaymentIntent that they belong to; fees and payouts have none. */
function intentIdOf({ source }: Stripe.BalanceTransaction): string[] {
  if (!source || typeof source === 'string' || !('payment_intent' in source)) return []
  const id = idOf(source.payment_intent)
  return id ? [id] : []
}

const nextOf = ({ data, has_more }: { data: { id: string }[]; has_more: boolean }): string | null =>
  has_more ? (data.at(-1)?.id ?? null) : null
