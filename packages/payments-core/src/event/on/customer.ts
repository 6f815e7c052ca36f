import type Stripe from 'stripe'
import type { PaymentContext } from '../../context.ts'
import { findCustomerState, forgetStripeCustomer } from '../../customer/customer-rows.ts'
import type { HandledEvent } from '../event-handler.ts'

type CustomerEvent = Stripe.Event & { data: { object: Stripe.Customer } }

/**
 * A customer that was deleted at Stripe has taken their methods along; the next save makes another. Whatever else is changed
 * there says nothing to us: names and addresses come from access tokens.
 */
export async function onCustomer(ctx: PaymentContext, event: CustomerEvent): Promise<HandledEvent> {
  const { id: stripeCustomerId, metadata } = event.data.object
  const { merchantId } = ctx
  const isOurs = metadata['azora_merchant_id'] === merchantId
  const customerId = isOurs ? (metadata['azora_customer_id'] ?? null) : null
  const state = await ctx.db.first(findCustomerState, { merchantId, stripeCustomerId, customerId })
  if (!state) return { outcome: 'foreign', isClosed: false }
  if (event.type !== 'customer.deleted') return { outcome: 'no_change', isClosed: false }
  // Its id is about to be written down; then it can be taken away again.
  if (state.isBeingMade) throw new Error(`customer ${state.id} is being made while ${stripeCustomerId} was deleted`)

  const row = await ctx.db.first(forgetStripeCustomer, {
    merchantId,
    stripeCustomerId,
    eventId: event.id,
    auditId: ctx.newId(),
    now: ctx.clock.now(),
  })
  return { outcome: (row?.moved ?? 0) > 0 ? 'applied' : 'no_change', isClosed: true }
}
