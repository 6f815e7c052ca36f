import { int4, text, textArray, timestamptz, uuid } from '@azora/db/column'
import { defineStatement } from '@azora/db/statement'
import type { PaymentContext } from '../context.ts'
import type { VerifiedEvent } from './verified-event.ts'

/** How we came to know of an event: Stripe sent it, or it stood in Stripe's list of events. */
export type EventSource = 'webhook' | 'list'

/**
 * Stores events and queues their application, all in one statement. Once this returns, Stripe may be told 2xx: nothing of
 * them lives in memory only. Events that are there already stay as they are.
 *
 * @returns the ids that were new
 * @throws when the database refuses one of them, or cannot be reached: none is stored
 */
export async function recordEvents(
  ctx: PaymentContext,
  events: readonly VerifiedEvent[],
  source: EventSource = 'webhook',
): Promise<Set<string>> {
  const stored = await ctx.db.all(insertEvents, {
    merchantId: ctx.merchantId,
    ids: events.map(({ id }) => id),
    types: events.map(({ type }) => type),
    objectIds: events.map(({ objectId }) => objectId),
    apiVersions: events.map(({ apiVersion }) => apiVersion ?? ''),
    createdTimes: events.map(({ created }) => created.toISOString()),
    payloads: events.map(({ raw }) => storable(raw)),
    source,
    now: ctx.clock.now(),
  })
  return new Set(stored.map(({ id }) => id))
}

/**
 * Without the client secrets that Stripe puts into its objects and into the addresses that it redirects to, which open a payment
 * to whoever reads them; and without what JSON can spell and PostgreSQL's jsonb cannot hold: the character U+0000, and a half of
 * a pair without the other.
 */
const storable = (raw: string): string =>
  raw
    .replaceAll(/"client_secret"\s*:\s*"(?:[^"\\]|\\.)*"/g, '"client_secret":null')
    .replaceAll(/client_secret=[\w-]+/g, 'client_secret=')
    .replaceAll(String.raw`\u0000`, String.raw`\ufffd`)
    .replaceAll(halfOfPair, String.raw`\ufffd`)

const [high, low] = [String.raw`\\u[dD][89abAB][\da-fA-F]{2}`, String.raw`\\u[dD][c-fC-F][\da-fA-F]{2}`]
const halfOfPair = new RegExp(`${high}(?!${low})|(?<!${high})${low}`, 'g')

// Rivals that store the same events take them in the same order, so that neither waits for the other.
const insertEvents = defineStatement({
  name: 'event/insert',
  text: `
    with stored as (
      insert into webhook_event (merchant_id, id, type, object_id, stripe_created_at, api_version, source, payload, received_at)
      select $merchantId, id, type, object_id, created::timestamptz, nullif(api_version, ''), $source, payload::jsonb, $now
      from unnest($ids, $types, $objectIds, $createdTimes, $apiVersions, $payloads)
        as given (id, type, object_id, created, api_version, payload)
      order by id
      on conflict (merchant_id, id) do nothing
      returning id, object_id
    ),
    job as (
      select graphile_worker.add_job('apply_event', json_build_object('merchantId', $merchantId, 'eventId', first.id))
      from (select min(id) as id from stored group by object_id) as first
    )
    select stored.id, (select count(*) from job)::int4 as jobs from stored`,
  params: {
    merchantId: uuid,
    ids: textArray,
    types: textArray,
    objectIds: textArray,
    createdTimes: textArray,
    apiVersions: textArray,
    payloads: textArray,
    source: text,
    now: timestamptz,
  },
  columns: { id: text, jobs: int4 },
})
