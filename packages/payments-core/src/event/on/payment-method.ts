import type Stripe from 'stripe'
import type { PaymentContext } from '../../context.ts'
import { keepMethod } from '../../method/keep-method.ts'
import { findMethodOwner } from '../../method/method-rows.ts'
import { idOf } from '../../stripe/id-of.ts'
import type { HandledEvent } from '../event-handler.ts'

type MethodEvent = Stripe.Event & {
  data: { object: Stripe.PaymentMethod; previous_attributes?: Partial<Stripe.PaymentMethod> }
}

/**
 * Brings a saved method to what Stripe says of it now: saved, changed or let go of, whoever did that. It is read, so that
 * order does not matter. Only methods of customers of ours are kept.
 */
export async function onPaymentMethod(ctx: PaymentContext, event: MethodEvent): Promise<HandledEvent> {
  const { object, previous_attributes: before } = event.data
  const told = idOf(object.customer) ?? idOf(before?.customer)
  const stripeCustomerId = told ?? (await findOwner(ctx, object.id))
  if (!stripeCustomerId) return { outcome: 'foreign', isClosed: false }

  const method = await ctx.stripe.methods.retrieve(object.id)
  const kept = await keepMethod(ctx, { method, stripeCustomerId, eventId: event.id })
  if (!kept) return { outcome: 'foreign', isClosed: false }
  return { outcome: kept.hasMoved ? 'applied' : 'no_change', isClosed: true }
}

async function findOwner({ db, merchantId }: PaymentContext, stripePaymentMethodId: string): Promise<string | null> {
  const row = await db.first(findMethodOwner, { merchantId, stripePaymentMethodId })
  return row?.stripeCustomerId ?? null
}
