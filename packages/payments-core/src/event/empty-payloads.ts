import { int4, timestamptz, uuid } from '@azora/db/column'
import { defineStatement } from '@azora/db/statement'
import type { PaymentContext } from '../context.ts'
import { inBatches } from '../in-batches.ts'

/**
 * Empties the payloads of handled events that came longer ago than the setting says: they hold what shoppers told Stripe. The
 * rows stay, so that an event which comes once more is known.
 *
 * @returns how many were emptied
 */
export const emptyPayloads = ({ db, merchantId, clock, settings }: PaymentContext): Promise<number> => {
  const before = new Date(clock.now().getTime() - settings.payloadsKeptDays * 86_400_000)
  return inBatches((limit) => db.first(emptyOld, { merchantId, before, limit }))
}

const emptyOld = defineStatement({
  name: 'event/empty-old-payloads',
  text: `
    with old as (
      select ctid from webhook_event
      where merchant_id = $merchantId and payload is not null and handled_at is not null and received_at < $before
      order by received_at limit $limit for update skip locked
    ),
    emptied as (
      update webhook_event set payload = null where ctid = any (array(select ctid from old)) returning 1
    )
    select count(*)::int4 as count from emptied`,
  params: { merchantId: uuid, before: timestamptz, limit: int4 },
  columns: { count: int4 },
})
