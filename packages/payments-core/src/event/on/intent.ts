import type Stripe from 'stripe'
import { isTerminal, type PaymentStatus } from '@azora/contract/payment-status'
import type { PaymentContext } from '../../context.ts'
import { applyIntent } from '../../payment/apply-intent.ts'
import { findPayment } from '../../payment/find-payment.ts'
import { stopCardTesting } from '../../payment/stop-card-testing.ts'
import { snapshotOf } from '../../stripe/intent-snapshot.ts'
import { pinnedApiVersion } from '../../stripe/pinned-api-version.ts'
import type { HandledEvent } from '../event-handler.ts'

type IntentEvent = Stripe.Event & { data: { object: Stripe.PaymentIntent } }

/** Moves the payment of a PaymentIntent to where the event, or Stripe itself, says that it is. */
export async function onIntent(ctx: PaymentContext, event: IntentEvent): Promise<HandledEvent> {
  const { object } = event.data
  const payment = await findPayment(ctx, object.id, object.metadata)
  if (!payment) return { outcome: 'foreign', isClosed: false }
  const handled = await movePaymentOf(ctx, event, payment)
  if (event.type === 'payment_intent.payment_failed') await stopCardTesting(ctx, object.id)
  return handled
}

async function movePaymentOf(
  ctx: PaymentContext,
  event: IntentEvent,
  payment: NonNullable<Awaited<ReturnType<typeof findPayment>>>,
): Promise<HandledEvent> {
  const { object } = event.data
  const told = event.api_version === pinnedApiVersion ? snapshotOf(object) : undefined
  // Stripe never takes these two back, so the payload can be believed however late it comes.
  const isFinal = told?.status === 'succeeded' || told?.status === 'canceled'
  if (!isFinal && isOldNews(event, payment)) return { outcome: 'no_change', isClosed: false }

  // A payload names its charge without the card; our own answer has written that down, unless it is still to come.
  const isWhole = isFinal && (told.method !== null || payment.isMethodKnown)
  const intent = isWhole ? told : await ctx.stripe.intents.retrieve(object.id)
  const hasMoved = await applyIntent(ctx, payment, { intent, eventId: event.id, actor: 'stripe' })
  return { outcome: hasMoved ? 'applied' : 'no_change', isClosed: true }
}

/** A creation tells nothing that we did not ask for; an attempt under way will write down an answer newer than this event. */
const isOldNews = (event: Stripe.Event, payment: { status: PaymentStatus; isBeingAttempted: boolean }) =>
  event.type === 'payment_intent.created' || payment.isBeingAttempted || isTerminal(payment.status)
