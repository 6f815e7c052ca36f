import { canPayoutMove, payoutStatuses } from '@azora/contract/payout-status'
import type Stripe from 'stripe'
import type { PaymentContext } from '../../context.ts'
import { applyPayout, findPayout } from '../../payout/payout-rows.ts'
import { payoutSnapshotOf, type PayoutSnapshot } from '../../stripe/payout-snapshot.ts'
import { pinnedApiVersion } from '../../stripe/pinned-api-version.ts'
import type { HandledEvent } from '../event-handler.ts'

type PayoutEvent = Stripe.Event & { data: { object: Stripe.Payout } }

const unchanged: HandledEvent = { outcome: 'no_change', isClosed: false }
const looks = 3

/**
 * Brings a payout to where the event says that it is; where it is there already and the event tells something else of it,
 * Stripe is asked what is true now. Events of connected accounts never get here: what does is the merchant's.
 */
export async function onPayout(ctx: PaymentContext, event: PayoutEvent): Promise<HandledEvent> {
  const { object } = event.data
  const told = event.api_version === pinnedApiVersion ? payoutSnapshotOf(object) : undefined
  for (let look = 1; look <= looks; look += 1) {
    const known = await ctx.db.first(findPayout, { merchantId: ctx.merchantId, stripePayoutId: object.id })
    if (known && told && (canPayoutMove(told.status, known.status) || isSame(known, told))) return unchanged

    const isTold = told && (!known || canPayoutMove(known.status, told.status))
    const payout = isTold ? told : await ctx.stripe.payouts.retrieve(object.id)
    if (known && isSame(known, payout)) return unchanged

    const { id: stripePayoutId, ...facts } = payout
    const applied = await ctx.db.first(applyPayout, {
      merchantId: ctx.merchantId,
      payoutId: ctx.newId(),
      stripePayoutId,
      ...facts,
      fromStatuses: payoutStatuses.filter((from) => canPayoutMove(from, payout.status)),
      seenVersion: known?.version ?? 0,
      eventId: event.id,
      auditId: ctx.newId(),
      now: ctx.clock.now(),
    })
    if (applied?.hasMoved) return { outcome: 'applied', isClosed: true }
  }
  throw new Error(`payout ${object.id} changed each time that Stripe was asked about it`)
}

type Facts = Pick<PayoutSnapshot, 'status' | 'arrivesAt' | 'failureCode' | 'reconciliationStatus'>

const isSame = (one: Facts, other: Facts): boolean =>
  one.status === other.status &&
  one.arrivesAt.getTime() === other.arrivesAt.getTime() &&
  one.failureCode === other.failureCode &&
  one.reconciliationStatus === other.reconciliationStatus
