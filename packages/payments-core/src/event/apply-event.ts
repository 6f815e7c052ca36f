import type { PaymentContext } from '../context.ts'
import { applyGroup, eventLeaseSeconds, type EventGroup } from './apply-group.ts'
import type { EventOutcome } from './event-handler.ts'
import { leaseDueGroup, leaseGroupOfEvent, leaseGroupOfObject, selectEventState } from './inbox-rows.ts'

/** `elsewhere`: another worker has it, or has events of the same object and will see this one when it is done with them. */
export type AppliedEvent = EventOutcome | 'already_handled' | 'parked' | 'elsewhere'

/** Events of an object that are taken at once; more wait for the next turn. */
const groupLimit = 100

/**
 * Applies a stored event now, whether its pause is over or not, together with what else waits for the same object. Order,
 * delay and repetition do not matter: our rows only move forward, and where a payload alone cannot decide, the object is read
 * from Stripe.
 *
 * @throws what its handler threw: the event stays open, is tried again with growing pauses, and is parked when that does not
 *   help. A caller need do nothing about it.
 */
export async function applyEvent(ctx: PaymentContext, eventId: string): Promise<AppliedEvent> {
  const group = await take(ctx, (lease) => ctx.db.all(leaseGroupOfEvent, { ...lease, eventId }))
  if (!group) return whereItStands(ctx, eventId)
  const results = await applyGroup(ctx, group)
  await applyRest(ctx, group)
  const result = results.get(eventId)
  if (result && 'error' in result) throw result.error
  return result?.outcome ?? 'elsewhere'
}

async function whereItStands({ db, merchantId }: PaymentContext, eventId: string): Promise<AppliedEvent> {
  const event = await db.first(selectEventState, { merchantId, eventId })
  if (!event || event.isHandled) return 'already_handled'
  return event.isParked ? 'parked' : 'elsewhere'
}

/**
 * Applies the events of one object whose turn it is.
 *
 * @returns whether there were any
 */
export async function applyDueGroup(ctx: PaymentContext): Promise<boolean> {
  const group = await take(ctx, (lease) => ctx.db.all(leaseDueGroup, lease))
  if (!group) return false
  await applyGroup(ctx, group)
  await applyRest(ctx, group)
  return true
}

/** What came in for the object while it was leased: whoever brought it found the lease and left. */
async function applyRest(ctx: PaymentContext, { events }: EventGroup): Promise<void> {
  const objectId = events[0]?.objectId ?? ''
  const takeRest = () => take(ctx, (lease) => ctx.db.all(leaseGroupOfObject, { ...lease, objectId }))
  for (let group = await takeRest(); group; group = await takeRest()) await applyGroup(ctx, group)
}

async function take(
  ctx: PaymentContext,
  lease: (params: ReturnType<typeof newLease>) => Promise<EventGroup['events']>,
): Promise<EventGroup | undefined> {
  const params = newLease(ctx)
  const events = await lease(params)
  return events.length > 0 ? { leaseToken: params.leaseToken, events } : undefined
}

/** A token that nobody else has: only its owner may write down what came of the events under it. */
const newLease = ({ merchantId, newId }: PaymentContext) => ({
  merchantId,
  leaseToken: newId(),
  leaseSeconds: eventLeaseSeconds,
  limit: groupLimit,
})
