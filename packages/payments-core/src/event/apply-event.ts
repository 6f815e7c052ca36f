import type Stripe from 'stripe'
import { isTerminal, paymentStatuses, type PaymentStatus } from '@azora/contract/payment-status'
import { jsonb, nullable, text, timestamptz, uuid } from '@azora/db/column'
import { defineStatement } from '@azora/db/statement'
import type { PaymentContext } from '../context.ts'
import { applyIntent } from '../payment/apply-intent.ts'
import { adoptCharge, findPaymentOfIntent } from '../payment/intent-rows.ts'
import { methodParams } from '../payment/method-params.ts'
import { methodOf, snapshotOf } from '../stripe/intent-snapshot.ts'
import { pinnedApiVersion } from '../stripe/pinned-api-version.ts'

/** What came of an event. `foreign` is about an object that is not ours, `ignored` of a type that we do not act on. */
export type EventOutcome = 'applied' | 'no_change' | 'foreign' | 'ignored' | 'already_handled'

/**
 * Applies a stored event. Order, delay and repetition do not matter: the payment only moves forward, and where a payload
 * alone cannot decide, the object is read from Stripe.
 *
 * @throws when Stripe or the database cannot be reached, or the books differ: the event stays unhandled and is tried again
 */
export async function applyEvent(ctx: PaymentContext, eventId: string): Promise<EventOutcome> {
  const stored = await ctx.db.first(selectEvent, { merchantId: ctx.merchantId, id: eventId })
  if (!stored || stored.handledAt) return 'already_handled'
  try {
    return await applyStored(ctx, stored.payload)
  } catch (error) {
    await ctx.db.all(noteFailure, { merchantId: ctx.merchantId, id: eventId, error: String(error).slice(0, 500) })
    throw error
  }
}

function applyStored(ctx: PaymentContext, event: Stripe.Event): Promise<EventOutcome> {
  const { object } = event.data
  if (event.type.startsWith('payment_intent.') && isPaymentIntent(object)) return onIntent(ctx, event, object)
  if (event.type.startsWith('charge.') && isCharge(object)) return onCharge(ctx, event, object)
  return close(ctx, event, 'ignored')
}

async function onIntent(ctx: PaymentContext, event: Stripe.Event, object: Stripe.PaymentIntent): Promise<EventOutcome> {
  const payment = await findPayment(ctx, object.id, object.metadata)
  if (!payment) return close(ctx, event, 'foreign')

  const told = event.api_version === pinnedApiVersion ? snapshotOf(object) : undefined
  // Stripe never takes these two back, so the payload can be believed however late it comes.
  const isFinal = told?.status === 'succeeded' || told?.status === 'canceled'
  if (!isFinal && isOldNews(event, payment)) return close(ctx, event, 'no_change')

  // A payload names its charge without the card; our own answer has written that down, unless it is still to come.
  const isWhole = isFinal && (told.method !== null || payment.isMethodKnown)
  const intent = isWhole ? told : await ctx.stripe.intents.retrieve(object.id)
  const hasMoved = await applyIntent(ctx, payment, { intent, eventId: event.id, actor: 'stripe' })
  return hasMoved ? 'applied' : 'no_change'
}

/** A creation tells nothing that we did not ask for; an attempt under way will write down an answer newer than this event. */
const isOldNews = (event: Stripe.Event, payment: { status: PaymentStatus; isBeingAttempted: boolean }) =>
  event.type === 'payment_intent.created' || payment.isBeingAttempted || isTerminal(payment.status)

async function onCharge(ctx: PaymentContext, event: Stripe.Event, object: Stripe.Charge): Promise<EventOutcome> {
  const intentId = typeof object.payment_intent === 'string' ? object.payment_intent : object.payment_intent?.id
  const payment = intentId && (await findPayment(ctx, intentId, object.metadata))
  if (!payment) return close(ctx, event, 'foreign')

  const result = await ctx.db.first(adoptCharge, {
    merchantId: ctx.merchantId,
    paymentId: payment.id,
    eventId: event.id,
    fromStatuses: [...paymentStatuses],
    intentId,
    ...methodParams(methodOf(object.payment_method_details)),
    refundedMinor: object.amount_refunded,
    actor: 'stripe',
    auditId: ctx.newId(),
    now: ctx.clock.now(),
  })
  return result && result.moved > 0 ? 'applied' : 'no_change'
}

/** Metadata is only believed where it names our merchant: other applications may share the Stripe account. */
const findPayment = (ctx: PaymentContext, intentId: string, metadata: Stripe.Metadata) =>
  ctx.db.first(findPaymentOfIntent, {
    merchantId: ctx.merchantId,
    intentId,
    paymentId: metadata['azora_merchant_id'] === ctx.merchantId ? (metadata['azora_payment_id'] ?? null) : null,
  })

async function close<O extends EventOutcome>(ctx: PaymentContext, event: Stripe.Event, outcome: O): Promise<O> {
  await ctx.db.all(closeEvent, { merchantId: ctx.merchantId, id: event.id, outcome, now: ctx.clock.now() })
  return outcome
}

const isPaymentIntent = (object: { object?: string }): object is Stripe.PaymentIntent =>
  object.object === 'payment_intent'
const isCharge = (object: { object?: string }): object is Stripe.Charge => object.object === 'charge'

const selectEvent = defineStatement({
  name: 'event/select-event',
  text: `select payload, handled_at as "handledAt" from webhook_event where merchant_id = $merchantId and id = $id`,
  params: { merchantId: uuid, id: text },
  columns: { payload: jsonb<Stripe.Event>(), handledAt: nullable(timestamptz) },
})

const closeEvent = defineStatement({
  name: 'event/close-event',
  text: `
    update webhook_event set handled_at = $now, outcome = $outcome, last_error = null
    where merchant_id = $merchantId and id = $id and handled_at is null`,
  params: { merchantId: uuid, id: text, outcome: text, now: timestamptz },
  columns: {},
})

const noteFailure = defineStatement({
  name: 'event/note-failure',
  text: `update webhook_event set tries = tries + 1, last_error = $error where merchant_id = $merchantId and id = $id`,
  params: { merchantId: uuid, id: text, error: text },
  columns: {},
})
