import type { InboxStatus } from '@azora/contract/event'
import { int4, nullable, timestamptz, uuid } from '@azora/db/column'
import { defineStatement } from '@azora/db/statement'
import type { CallerContext } from '../context.ts'
import { overdueAfterDays } from './mark-rows.ts'

/** How the inbox stands: what waits, what is parked, and how far Stripe's own list was compared. */
export async function inboxStatus({ db, merchantId, clock }: CallerContext): Promise<InboxStatus> {
  const row = await db.first(selectStatus, { merchantId, countAtMost: 1_000, now: clock.now() })
  const { seenUntil = null, checkedAt = null, overdueSince = null } = row ?? {}
  return {
    waiting: row?.waiting ?? 0,
    parked: row?.parked ?? 0,
    oldestWaitingAt: row?.oldestWaitingAt?.toISOString() ?? null,
    list: seenUntil &&
      checkedAt && {
        seenUntil: seenUntil.toISOString(),
        checkedAt: checkedAt.toISOString(),
        overdueSince: overdueSince?.toISOString() ?? null,
      },
  }
}

const isWaiting = 'merchant_id = $merchantId and handled_at is null and parked_at is null'

/** The alarm does not depend on anybody who raises it: a worker that is down raises none. */
const selectStatus = defineStatement({
  name: 'event/select-status',
  text: `
    select (select count(*) from (select from webhook_event where ${isWaiting} limit $countAtMost) as few)::int4 as waiting,
           (select count(*) from (select from webhook_event
             where merchant_id = $merchantId and parked_at is not null limit $countAtMost) as few)::int4 as parked,
           (select received_at from webhook_event where ${isWaiting} order by received_at, id limit 1) as "oldestWaitingAt",
           mark.seen_until as "seenUntil", mark.checked_at as "checkedAt",
           case when mark.seen_until < $now - interval '${overdueAfterDays} days'
             then mark.seen_until + interval '${overdueAfterDays} days' end as "overdueSince"
    from (select) as one left join event_mark as mark on mark.merchant_id = $merchantId`,
  params: { merchantId: uuid, countAtMost: int4, now: timestamptz },
  columns: {
    waiting: int4,
    parked: int4,
    oldestWaitingAt: nullable(timestamptz),
    seenUntil: nullable(timestamptz),
    checkedAt: nullable(timestamptz),
    overdueSince: nullable(timestamptz),
  },
})
