import { int4, text, timestamptz, uuid } from '@azora/db/column'
import { defineStatement } from '@azora/db/statement'
import type { PaymentContext } from '../context.ts'
import type { VerifiedEvent } from './verified-event.ts'

/**
 * Stores an event and queues its application in one statement. Once this returns, Stripe may be told 2xx: nothing of the
 * event lives in memory only. The same event again changes nothing.
 */
export async function recordEvent(ctx: PaymentContext, event: VerifiedEvent): Promise<'stored' | 'repeated'> {
  const row = await ctx.db.first(insertEvent, {
    merchantId: ctx.merchantId,
    id: event.id,
    type: event.type,
    objectId: event.objectId,
    stripeCreatedAt: event.created,
    payload: storable(event.raw),
    now: ctx.clock.now(),
  })
  return row && row.jobs > 0 ? 'stored' : 'repeated'
}

/** PostgreSQL's jsonb cannot hold the character U+0000, which JSON can spell. */
const storable = (raw: string): string => raw.replaceAll(String.raw`\u0000`, String.raw`\ufffd`)

const insertEvent = defineStatement({
  name: 'event/insert-event',
  text: `
    with stored as (
      insert into webhook_event (merchant_id, id, type, object_id, stripe_created_at, payload, received_at)
      values ($merchantId, $id, $type, $objectId, $stripeCreatedAt, ($payload)::jsonb, $now)
      on conflict (merchant_id, id) do nothing
      returning id
    ),
    job as (
      select graphile_worker.add_job('apply_event', json_build_object('merchantId', $merchantId, 'eventId', stored.id)) from stored
    )
    select count(*)::int4 as jobs from job`,
  params: {
    merchantId: uuid,
    id: text,
    type: text,
    objectId: text,
    stripeCreatedAt: timestamptz,
    payload: text,
    now: timestamptz,
  },
  columns: { jobs: int4 },
})
