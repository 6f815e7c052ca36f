import type Stripe from 'stripe'
import { jsonb, nullable, text, timestamptz, uuid } from '@azora/db/column'
import { defineStatement } from '@azora/db/statement'
import type { PaymentContext } from '../context.ts'
import type { EventOutcome } from './event-handler.ts'
import { handlerOf } from './event-handlers.ts'

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

async function applyStored(ctx: PaymentContext, event: Stripe.Event): Promise<EventOutcome> {
  const handle = handlerOf(event.type)
  const { outcome, isClosed } = handle ? await handle(ctx, event) : ignored
  if (!isClosed) {
    await ctx.db.all(closeEvent, { merchantId: ctx.merchantId, id: event.id, outcome, now: ctx.clock.now() })
  }
  return outcome
}

const ignored = { outcome: 'ignored', isClosed: false } as const

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
