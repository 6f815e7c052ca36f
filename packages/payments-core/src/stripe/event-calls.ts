import type { VerifiedEvent } from '../event/verified-event.ts'
import { describeEvent } from './describe-event.ts'
import type { StripeCalls } from './stripe-calls.ts'

/** One page of Stripe's list of events, newest first. */
export interface EventPage {
  events: VerifiedEvent[]
  /** Where the next page begins; null on the last one. */
  next: string | null
}

/** What we do with events: only look. Stripe lists those of the last 30 days. */
export interface EventCalls {
  /**
   * Events made from `from` up to, but not including, `to`; whole seconds count.
   *
   * @throws {StripeUnavailable} when Stripe gives no answer
   */
  listPage(range: { from: Date; to: Date; after: string | null }): Promise<EventPage>
}

const seconds = (date: Date) => Math.floor(date.getTime() / 1000)

export const createEventCalls = (calls: StripeCalls): EventCalls => ({
  listPage: ({ from, to, after }) =>
    calls.read(async (stripe) => {
      const created = { gte: seconds(from), lt: seconds(to) }
      const page = await stripe.events.list({ created, limit: 100, ...(after && { starting_after: after }) })
      const events = page.data.map((event) => ({ ...describeEvent(event), raw: JSON.stringify(event) }))
      return { events, next: page.has_more ? (events.at(-1)?.id ?? null) : null }
    }),
})
