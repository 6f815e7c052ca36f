import { isDisputeOver } from '@azora/contract/dispute-status'
import type Stripe from 'stripe'
import type { PaymentContext } from '../../context.ts'
import { adoptDispute, advanceDispute } from '../../dispute/apply-dispute.ts'
import { findDispute } from '../../dispute/dispute-rows.ts'
import { findDisputedPayment } from '../../dispute/find-disputed-payment.ts'
import { isKnown, type KnownDispute } from '../../dispute/known-dispute.ts'
import { disputeSnapshotOf, type DisputeSnapshot } from '../../stripe/dispute-snapshot.ts'
import { pinnedApiVersion } from '../../stripe/pinned-api-version.ts'
import type { HandledEvent } from '../event-handler.ts'

type DisputeEvent = Stripe.Event & { data: { object: Stripe.Dispute } }

const unchanged: HandledEvent = { outcome: 'no_change', isClosed: false }
const looks = 3

/**
 * Brings a dispute to where the event, or Stripe itself, says that it is. What a dispute comes to in one second leaves in
 * several events of that second, so only an end is believed as it is told; for all else Stripe is asked. Once it was, what it
 * said goes before any payload: the other waiting events are closed on the strength of it.
 */
export async function onDispute(ctx: PaymentContext, event: DisputeEvent): Promise<HandledEvent> {
  const { object } = event.data
  const told = event.api_version === pinnedApiVersion ? disputeSnapshotOf(object) : undefined
  let wasAsked = false
  for (let look = 1; look <= looks; look += 1) {
    const known = await ctx.db.first(findDispute, { merchantId: ctx.merchantId, stripeDisputeId: object.id })
    const payload: DisputeSnapshot | undefined = wasAsked ? undefined : told
    if (known && payload && isOldNews(known, payload)) return unchanged

    const isTold = known && payload && isBelieved(known, payload)
    const dispute = isTold ? payload : await ctx.stripe.disputes.retrieve(object.id)
    if (!isTold) wasAsked = true
    if (known && isKnown(known, dispute)) return unchanged

    const news = { dispute, eventId: event.id, actor: 'stripe' }
    if (known && (await advanceDispute(ctx, known, news))) return applied
    if (!known) {
      const paymentId = await findDisputedPayment(ctx, dispute)
      if (!paymentId) return { outcome: 'foreign', isClosed: false }
      if (await adoptDispute(ctx, paymentId, news)) return applied
    }
  }
  throw new Error(`dispute ${object.id} changed each time that Stripe was asked about it`)
}

const applied: HandledEvent = { outcome: 'applied', isClosed: true }

/** Nothing that we do not know, or what was so before the dispute was decided. */
const isOldNews = (known: KnownDispute, told: DisputeSnapshot): boolean =>
  isKnown(known, told) ||
  (isDisputeOver(known.status) && !isDisputeOver(told.status) && !told.status.startsWith('appeal_'))

/** An end is the last that a payload can tell, unless the dispute came to another one by an appeal. */
const isBelieved = (known: KnownDispute, told: DisputeSnapshot): boolean =>
  isDisputeOver(told.status) &&
  told.bookings.count >= known.movements &&
  (known.status === told.status || !(isDisputeOver(known.status) || known.status.startsWith('appeal_')))
