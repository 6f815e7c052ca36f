import type { PaymentContext } from '../context.ts'
import { handlerOf } from './event-handlers.ts'
import { listedForDays, moveMark, noteGap, takeMark } from './mark-rows.ts'
import { recordEvents } from './record-event.ts'

const minuteMs = 60_000
const dayMs = 24 * 60 * minuteMs

/** Between two comparisons. */
const pauseSeconds = 300
/** Looked at again each time: Stripe's clock is not ours, and what an event is about may be older than the event. */
const overlapMs = 5 * minuteMs
/** Left to Stripe to deliver by itself. */
const graceMs = minuteMs
/** Compared at a time, oldest first, so that little is done again after a crash; more where there is next to nothing. */
const sliceMs = { first: 60 * minuteMs, longest: dayMs }

/**
 * Compares Stripe's list of events with ours and stores what is missing: Stripe gives an event up after three days without
 * our 2xx, and keeps it listed for thirty. Only types that we act on are taken. Safe to run in several processes at once.
 *
 * @returns how many events were missing
 * @throws {StripeUnavailable} when Stripe gives no answer: the mark stands where the list was read up to
 */
export async function fetchMissedEvents(ctx: PaymentContext): Promise<number> {
  const { merchantId, db, clock, log } = ctx
  const now = clock.now()
  const mark = await db.first(takeMark, { merchantId, pauseSeconds, now })
  if (!mark) return 0
  if (mark.isNewAlarm) log.error({ seenUntil: mark.seenUntil }, `Stripe’s events were not compared for weeks`)

  const until = now.getTime() - graceMs
  const oldest = now.getTime() - listedForDays * dayMs
  const isGap = mark.seenUntil.getTime() < oldest
  let seenUntil = isGap ? oldest : mark.seenUntil.getTime()
  let from = seenUntil - (isGap ? 0 : overlapMs)
  let length = sliceMs.first
  let missing = 0
  while (seenUntil < until) {
    const to = Math.min(seenUntil + length, until)
    const slice = await fetchSlice(ctx, { from: new Date(from), to: new Date(to) })
    missing += slice.missing
    length = slice.pages > 1 ? sliceMs.first : Math.min(length * 2, sliceMs.longest)
    if (isGap && seenUntil === oldest) await tellGap(ctx, { gapFrom: mark.seenUntil, gapTo: new Date(oldest) })
    await db.all(moveMark, { merchantId, seenUntil: new Date(to), now: clock.now() })
    seenUntil = from = to
  }
  if (missing > 0) log.warn({ missing, since: mark.seenUntil }, 'events that Stripe could not deliver were fetched')
  return missing
}

async function fetchSlice(ctx: PaymentContext, range: { from: Date; to: Date }) {
  let missing = 0
  let pages = 0
  for (let after: string | null | undefined; after !== null;) {
    const page = await ctx.stripe.events.listPage({ ...range, after: after ?? null })
    const wanted = page.events.filter(({ type }) => handlerOf(type) !== undefined)
    if (wanted.length > 0) missing += (await recordEvents(ctx, wanted, 'list')).size
    after = page.next
    pages += 1
  }
  return { missing, pages }
}

/** The list no longer goes back to the mark. What was before is lost: the log and the audit log say so. */
async function tellGap(ctx: PaymentContext, gap: { gapFrom: Date; gapTo: Date }): Promise<void> {
  ctx.log.error(gap, 'events of this time are no longer listed by Stripe')
  await ctx.db.all(noteGap, { merchantId: ctx.merchantId, auditId: ctx.newId(), ...gap, now: ctx.clock.now() })
}
