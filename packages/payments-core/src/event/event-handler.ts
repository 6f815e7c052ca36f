import type Stripe from 'stripe'
import type { PaymentContext } from '../context.ts'

/**
 * What came of an event. `covered`: the object was read from Stripe for another event after this one had come, so it told
 * nothing more. `foreign` is about an object that is not ours, `ignored` of a type that we do not act on.
 */
export type EventOutcome = 'applied' | 'no_change' | 'covered' | 'foreign' | 'ignored'

/**
 * Applies one event whose object is of the kind that the handler's types have. Order, delay and repetition must not matter.
 * The statement that changes our rows also closes the event (`closeEventSql`); a handler that changes nothing returns what
 * came of it, and the event is closed for it.
 *
 * A handler that reads the event's own object from Stripe (`ctx.stripe.<noun>.<verb>(objectId)`) brings our rows to what that
 * object says, whatever the event's type: the object's other waiting events that have the same handler are then closed
 * without being handled. One that needs each payload must not read.
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
