import type Stripe from 'stripe'
import type { EventDryRun, GetEvent } from '@azora/contract/event'
import type { Database } from '@azora/db/database'
import { isOutage } from '@azora/db/is-outage'
import { rehearse } from '@azora/db/rehearse'
import type { CallerContext, PaymentContext } from '../context.ts'
import { Refusal } from '../refusal.ts'
import { StripeUnavailable } from '../stripe/outcome.ts'
import { selectEvent } from './detail-rows.ts'
import { handlerOf } from './event-handlers.ts'
import { interceptCalls, type GatewayCall } from './intercept-calls.ts'
import { reopenEvent } from './replay-rows.ts'

/** Handlers read an object or two. */
const readsAtMost = 10

/**
 * Shows what a replay of the event would change now, and changes nothing: its own handler runs in a transaction that is
 * rolled back. What the handler wants to know from Stripe is read between two runs, never while one is under way; a
 * handler that would make Stripe do something is not let. Other events of the object, which a replay may close, are left out.
 *
 * @throws {Refusal} event_not_found, event_payload_gone
 * @throws {StripeUnavailable} when Stripe gives no answer
 */
export async function dryRunEvent(ctx: CallerContext, { eventId }: GetEvent): Promise<EventDryRun> {
  const { merchantId, db } = ctx
  const row = await db.first(selectEvent, { merchantId, eventId })
  if (!row) throw new Refusal({ code: 'event_not_found', eventId })
  if (!row.payload) throw new Refusal({ code: 'event_payload_gone', eventId })
  // Stored as Stripe sent it.
  const payload = row.payload as Stripe.Event

  const answers: Answers = new Map()
  while (answers.size < readsAtMost) {
    const { unanswered, ...result } = await rehearseHandler(ctx, payload, answers)
    if (!unanswered) return { eventId, ...result }
    answers.set(keyOf(unanswered), await read(unanswered))
  }
  return { eventId, outcome: null, error: `it reads more than ${readsAtMost} objects`, changes: [] }
}

/** What Stripe said, as a function that says it again. */
type Answers = Map<string, () => unknown>

const keyOf = ({ name, args }: GatewayCall) => `${name} ${JSON.stringify(args)}`

async function read({ run }: GatewayCall): Promise<() => unknown> {
  try {
    const answer = await run()
    return () => answer
  } catch (error) {
    if (error instanceof StripeUnavailable) throw error
    return () => {
      throw error
    }
  }
}

type Rehearsed = Omit<EventDryRun, 'eventId'> & { unanswered?: GatewayCall }

/** Runs the handler on what is known from Stripe so far. `unanswered` is what it asked beyond that. */
async function rehearseHandler(ctx: CallerContext, payload: Stripe.Event, answers: Answers): Promise<Rehearsed> {
  const handler = handlerOf(payload.type)
  if (!handler) return { outcome: 'ignored', error: null, changes: [] }
  let unanswered: GatewayCall | undefined
  const stripe = interceptCalls(ctx.stripe, (call) => {
    const answer = answers.get(keyOf(call))
    if (answer) return answer()
    if (isReading(call)) unanswered ??= call
    throw new Error(isReading(call) ? 'Stripe is asked first' : `it would call ${call.name}, which no dry run does`)
  })
  const run = async (db: Database) => {
    await db.all(reopenEvent, { merchantId: ctx.merchantId, eventId: payload.id })
    const { outcome } = await handler({ ...ctx, db, stripe } satisfies PaymentContext, payload)
    return outcome
  }
  try {
    const { result, changes } = await rehearse(ctx.db, ctx.merchantId, run)
    return { outcome: result, error: null, changes, ...(unanswered && { unanswered }) }
  } catch (error) {
    if (unanswered) return { outcome: null, error: null, changes: [], unanswered }
    if (isOutage(error)) throw error
    return { outcome: null, error: String(error).slice(0, 500), changes: [] }
  }
}

const isReading = ({ name }: GatewayCall) => /\.(retrieve|list|find)[A-Z]?\w*$/.test(name)
