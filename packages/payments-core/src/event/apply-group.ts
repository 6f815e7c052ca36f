import type { PaymentContext } from '../context.ts'
import type { EventOutcome, HandledEvent } from './event-handler.ts'
import { handlerOf } from './event-handlers.ts'
import { postponementOf } from './event-failure.ts'
import { closeEvents, postponeEvents, releaseEvents, type LeasedEvent } from './inbox-rows.ts'
import { interceptCalls } from './intercept-calls.ts'

/** Events of one object, all under the lease that the token names. */
export interface EventGroup {
  leaseToken: string
  events: readonly LeasedEvent[]
}

/** What came of an event: an outcome, or what was thrown. Of those that were given back there is nothing. */
export type GroupResults = Map<string, { outcome: EventOutcome } | { error: unknown }>

/** Outlives whatever is begun within `beginWithinMs`: one read lasts 20 s at most, and a call that it gave up 10 s longer. */
export const eventLeaseSeconds = 45
const beginWithinMs = 12_000

/**
 * Applies events of one object, the newest first: it says most, and an end that it tells of makes the others old news. Once
 * a handler has read the object from Stripe, all that came before the reading is closed with it, so that an object is read
 * once however many events wait. Whatever cannot be applied is given back with a pause, or parked.
 *
 * @throws when what came of an event cannot be written down; its lease then runs out by itself
 */
export async function applyGroup(ctx: PaymentContext, group: EventGroup): Promise<GroupResults> {
  const results: GroupResults = new Map()
  const startedAt = performance.now()
  for (const event of group.events.toSorted(byNewest)) {
    if (results.has(event.id)) continue
    if (performance.now() - startedAt > beginWithinMs) break
    try {
      const { outcome, isClosed, hasRead } = await handle(ctx, event)
      if (!isClosed) await close(ctx, group, { outcome, ids: [event.id] })
      results.set(event.id, { outcome })
      const covered = hasRead ? coveredBy(event, group, results) : []
      await close(ctx, group, { outcome: 'covered', ids: covered })
      for (const id of covered) results.set(id, { outcome: 'covered' })
    } catch (error) {
      results.set(event.id, { error })
      const isOutage = await postpone(ctx, group, { event, error, results })
      if (isOutage) break
    }
  }
  await giveBack(ctx, group, results)
  return results
}

const byNewest = (a: LeasedEvent, b: LeasedEvent): number =>
  b.stripeCreatedAt.getTime() - a.stripeCreatedAt.getTime() ||
  b.receivedAt.getTime() - a.receivedAt.getTime() ||
  (b.id < a.id ? -1 : 1)

/** Runs the event's handler and sees whether it asks Stripe for the object itself. */
async function handle(ctx: PaymentContext, { payload }: LeasedEvent): Promise<HandledEvent & { hasRead: boolean }> {
  const handler = handlerOf(payload.type)
  if (!handler) return { outcome: 'ignored', isClosed: false, hasRead: false }
  const objectId = 'id' in payload.data.object ? payload.data.object.id : undefined
  let hasRead = false
  const stripe = interceptCalls(ctx.stripe, ({ args, run }) => {
    hasRead ||= objectId !== undefined && args[0] === objectId
    return run()
  })
  return { ...(await handler({ ...ctx, stripe }, payload)), hasRead }
}

/** The events that a reading of the object has made old news: those not yet handled that would have been handled alike. */
const coveredBy = (reader: LeasedEvent, { events }: EventGroup, results: GroupResults): string[] =>
  events
    .filter(({ id }) => id !== reader.id && !results.has(id))
    .filter(({ payload }) => handlerOf(payload.type) === handlerOf(reader.payload.type))
    .map(({ id }) => id)

async function close(
  ctx: PaymentContext,
  { leaseToken }: EventGroup,
  { ids, outcome }: { ids: string[]; outcome: EventOutcome },
): Promise<void> {
  if (ids.length === 0) return
  await ctx.db.all(closeEvents, { merchantId: ctx.merchantId, ids, leaseToken, outcome, now: ctx.clock.now() })
}

/** @returns whether the others of the group have to wait as well */
async function postpone(
  ctx: PaymentContext,
  { leaseToken, events }: EventGroup,
  { event, error, results }: { event: LeasedEvent; error: unknown; results: GroupResults },
): Promise<boolean> {
  const { merchantId, clock, log } = ctx
  const { pauseMs, isParked, isOutage } = postponementOf(error, event.tries)
  const message = String(error).slice(0, 500)
  const fields = { eventId: event.id, type: event.payload.type, tries: event.tries + 1, error: message }
  if (isParked) log.error(fields, 'an event was parked: staff must look at it')
  else log.warn(fields, 'an event could not be applied and is tried again')
  const failed = isOutage ? events.filter(({ id }) => !results.has(id) || id === event.id) : [event]
  // What was taken before its time keeps its time: otherwise each event of an object would cost the others a try.
  const ids = failed.filter(({ isDue }) => isDue || isParked).map(({ id }) => id)
  const parkedAt = isParked ? clock.now() : null
  await ctx.db.all(postponeEvents, { merchantId, leaseToken, ids, error: message, isOutage, pauseMs, parkedAt })
  return isOutage
}

async function giveBack(ctx: PaymentContext, { leaseToken, events }: EventGroup, results: GroupResults): Promise<void> {
  const ids = events.map(({ id }) => id).filter((id) => !results.has(id) || 'error' in (results.get(id) ?? {}))
  if (ids.length > 0) await ctx.db.all(releaseEvents, { merchantId: ctx.merchantId, ids, leaseToken })
}
