import type Stripe from 'stripe'
import type { PaymentContext } from '../../context.ts'
import { applySetup } from '../../method/apply-setup.ts'
import { findSetupOfIntent } from '../../method/setup-rows.ts'
import type { HandledEvent } from '../event-handler.ts'
import { RowMissing } from '../row-missing.ts'

type SetupEvent = Stripe.Event & { data: { object: Stripe.SetupIntent } }

/** Moves the setup of a SetupIntent to where Stripe says that it is. A payload names its method by id only, so it is read. */
export async function onSetup(ctx: PaymentContext, event: SetupEvent): Promise<HandledEvent> {
  const { id: stripeSetupIntentId, metadata } = event.data.object
  const { merchantId } = ctx
  const setupId = metadata?.['azora_merchant_id'] === merchantId ? (metadata['azora_setup_id'] ?? null) : null
  const setup = await ctx.db.first(findSetupOfIntent, { merchantId, stripeSetupIntentId, setupId })
  if (!setup && setupId) throw new RowMissing(`setup ${setupId} of ${stripeSetupIntentId} is not there`)
  if (!setup) return { outcome: 'foreign', isClosed: false }
  if (setup.isOver || event.type === 'setup_intent.created') return { outcome: 'no_change', isClosed: false }

  const news = await ctx.stripe.setups.retrieve(stripeSetupIntentId)
  const hasMoved = await applySetup(ctx, setup, { news, eventId: event.id })
  return { outcome: hasMoved ? 'applied' : 'no_change', isClosed: true }
}
