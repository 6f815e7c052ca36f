import { applyEvent } from '@azora/payments-core/event/apply-event'
import { createWorld, type World } from '@azora/test-kit/create-world'
import { storeEvent, stripeEvents } from '@azora/test-kit/stripe-events'

/** A world in which Stripe's events are applied only where a test says so: in the order that it wants, and without jobs. */
export async function createQuietWorld(): Promise<World> {
  const world = await createWorld({ stripe: { readsPerSecond: 1_000 } })
  world.stripe.webhooks.hold()
  return world
}

type Event = ReturnType<typeof stripeEvents>[number]

/** What Stripe had to say about an object so far, oldest first. */
export const eventsOf = (world: World, objectId: string): Event[] =>
  stripeEvents(world).filter(({ data: { object } }) => 'id' in object && object.id === objectId)

/** Takes what Stripe had to say about an object and we have not heard yet, oldest first. */
export async function hear(world: World, objectId: string): Promise<void> {
  for (const event of eventsOf(world, objectId)) await applyEvent(world.ctx, await storeEvent(world, event))
}

/** Time passes for everybody, and what falls due at Stripe happens there. */
export async function pass(world: World, by: { seconds?: number; days?: number }): Promise<void> {
  world.clock.advance(by)
  await world.stripe.clock.advance(0)
}

/** A payment of so many mugs that is paid, and we know it. */
export async function payQuietly(
  world: World,
  card?: string,
  quantity = 1,
): Promise<{ paymentId: string; intentId: string }> {
  const { payment } = await world.pay(card, { cart: world.cart('usd', quantity) })
  const intentId = String(
    world.stripe.objects('payment_intent').find(({ metadata }) => metadata['azora_payment_id'] === payment.id)?.id,
  )
  await hear(world, intentId)
  return { paymentId: payment.id, intentId }
}
