import type { InboxEvent, ReplayEvent } from '@azora/contract/event'
import { isUniqueViolation } from '@azora/db/database'
import { isOutage } from '@azora/db/is-outage'
import type { CallerContext } from '../context.ts'
import { Refusal } from '../refusal.ts'
import { actorOf } from '../request/actor-of.ts'
import { fingerprintOf } from '../request/fingerprint.ts'
import { findRequest } from '../request/request-rows.ts'
import { waitFor } from '../wait.ts'
import { applyEvent } from './apply-event.ts'
import { selectEvent } from './detail-rows.ts'
import { toInboxEvent } from './inbox-view.ts'
import { answerReplay, beginReplay, replayOperation } from './replay-rows.ts'

/**
 * Applies an event again, whatever became of it: parked, handled, or still waiting. It is opened, in one statement with the
 * audit entry, and goes the way of every event: rows only move forward, so that replaying what was applied has no second
 * effect, and after a crash the sweeper goes on. When it fails again, the answer says so: the event waits, or is parked.
 *
 * @throws {Refusal} event_not_found, event_payload_gone, request_id_reused, request_in_progress
 */
export async function replayEvent(ctx: CallerContext, input: ReplayEvent): Promise<InboxEvent> {
  const earlier = await begin(ctx, input)
  if (earlier?.answer) return earlier.answer
  const isOver = await waitFor(turnWait, () => apply(ctx, input.eventId))
  if (!isOver) throw new Refusal({ code: 'request_in_progress', requestId: input.requestId })
  const { merchantId, db, caller, clock } = ctx
  const event = toInboxEvent(await find(ctx, input.eventId))
  const { requestId } = input
  await db.all(answerReplay, { merchantId, subject: caller.subject, requestId, answer: event, now: clock.now() })
  return event
}

/** How long a replay waits for whoever works on the event's object. */
const turnWait = { everyMs: 50, limitMs: 2_000 }

/** @returns undefined while another has the event */
async function apply(ctx: CallerContext, eventId: string): Promise<true | undefined> {
  const outcome = await applyEvent(ctx, eventId).catch((error: unknown) => {
    if (isOutage(error)) throw error
    ctx.log.warn({ eventId, error: String(error) }, 'a replayed event could not be applied')
  })
  return outcome === 'elsewhere' ? undefined : true
}

/** @returns what an earlier request with this id left; undefined when this one was taken now */
async function begin(ctx: CallerContext, { eventId, requestId }: ReplayEvent) {
  const { db, merchantId, caller } = ctx
  const fingerprint = fingerprintOf({ eventId })
  const subject = caller.subject
  const params = { merchantId, subject, actor: actorOf(caller), requestId, fingerprint, eventId }
  const row = await db
    .first(beginReplay, { ...params, auditId: ctx.newId(), now: ctx.clock.now() })
    .catch((error: unknown) => {
      // A rival with the same request was faster: its record is there to be read.
      if (!isUniqueViolation(error)) throw error
      return db.first(findRequest, { merchantId, subject, operation: replayOperation, requestId })
    })
  if (row && 'eventId' in row && row.eventId) return undefined
  if (!row?.fingerprint) {
    await find(ctx, eventId)
    throw new Refusal({ code: 'event_payload_gone', eventId })
  }
  if (row.fingerprint !== fingerprint) throw new Refusal({ code: 'request_id_reused', requestId })
  // Stored by this same function.
  return { answer: row.answer as InboxEvent | null }
}

async function find({ db, merchantId }: CallerContext, eventId: string) {
  const row = await db.first(selectEvent, { merchantId, eventId })
  if (!row) throw new Refusal({ code: 'event_not_found', eventId })
  const { apiVersion: _, payload: __, ...event } = row
  return event
}
