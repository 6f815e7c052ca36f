import { int4, timestamptz, uuid } from '@azora/db/column'
import { defineStatement } from '@azora/db/statement'
import type { PaymentContext } from '../context.ts'
import { inBatches } from '../in-batches.ts'

/**
 * Forgets the answers to requests that are older than the setting says. One that is still in flight stays. A repeat of a
 * forgotten request finds its attempt, which stays for good, and does nothing more.
 *
 * @returns how many were forgotten
 */
export const forgetRequests = ({ db, merchantId, clock, settings }: PaymentContext): Promise<number> => {
  const before = new Date(clock.now().getTime() - settings.requestsKeptHours * 3_600_000)
  return inBatches((limit) => db.first(deleteRecords, { merchantId, before, limit }))
}

const deleteRecords = defineStatement({
  name: 'request/delete-old-records',
  text: `
    with old as (
      select ctid from idempotency_record
      where merchant_id = $merchantId and created_at < $before and (answered_at is not null or attempt_id is null)
      order by created_at limit $limit for update skip locked
    ),
    gone as (delete from idempotency_record where ctid = any (array(select ctid from old)) returning 1)
    select count(*)::int4 as count from gone`,
  params: { merchantId: uuid, before: timestamptz, limit: int4 },
  columns: { count: int4 },
})
