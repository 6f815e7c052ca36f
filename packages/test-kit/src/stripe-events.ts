import type { PaymentContext } from '@azora/payments-core/context'
import { recordEvents } from '@azora/payments-core/event/record-event'
import { describeEvent } from '@azora/payments-core/stripe/describe-event'
import type { World } from './create-world.ts'

type Event = Parameters<typeof describeEvent>[0]

/** The events that Stripe made, oldest first, whether it could deliver them or not. */
export const stripeEvents = (world: World, type?: string): Event[] =>
  // The sandbox's events are Stripe's, held against its contract.
  (world.stripe.objects('event') as unknown as Event[]).filter((event) => !type || event.type === type)

/** Stores events as the receiver would, without the check of their signature. */
export const takeEvents = (ctx: PaymentContext, events: readonly Event[]) =>
  recordEvents(
    ctx,
    events.map((event) => ({ ...describeEvent(event), raw: JSON.stringify(event) })),
  )

/** Stores an event without its job: nothing happens to it until the test says so. */
export async function storeEvent(world: World, event: Event): Promise<string> {
  await takeEvents(world.ctx, [event])
  await world.ctx.db.pool.query(`select graphile_worker.complete_jobs(array(select id from graphile_worker.jobs))`)
  return event.id
}

/** Where an event stands with us. */
export async function storedEvent(world: World, id: string) {
  const { rows } = await world.ctx.db.pool.query<{
    outcome: string | null
    tries: number
    last_error: string | null
    parked_at: Date | null
    lease_until: Date | null
    source: string
  }>('select outcome, tries, last_error, parked_at, lease_until, source from webhook_event where id = $1', [id])
  const [row] = rows
  if (!row) throw new Error(`${id} is not stored`)
  return row
}
