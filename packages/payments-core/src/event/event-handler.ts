import type Stripe from 'stripe'
import type { PaymentContext } from '../context.ts'

/** What came of an event. `foreign` is about an object that is not ours, `ignored` of a type that we do not act on. */
export type EventOutcome = 'applied' | 'no_change' | 'foreign' | 'ignored' | 'already_handled'

/**
 * Applies one event whose object is of the kind that the handler's types have. Order, delay and repetition must not matter.
 * The statement that changes our rows also closes the event (`closeEventSql`); a handler that changes nothing returns what
 * came of it, and the event is closed for it.
 *
 * @throws when Stripe or the database cannot be reached, or the books differ: the event stays open and is tried again
 */
export type EventHandler<Event extends Stripe.Event = Stripe.Event> = (
  ctx: PaymentContext,
  event: Event,
) => Promise<HandledEvent>

/** `isClosed` says that the handler's own statement has closed the event. */
export interface HandledEvent {
  outcome: EventOutcome
  isClosed: boolean
}
