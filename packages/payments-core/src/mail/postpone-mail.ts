import { text, timestamptz, uuid } from '@azora/db/column'
import { defineStatement } from '@azora/db/statement'
import type { PaymentContext } from '../context.ts'

/**
 * Notes why a mail did not leave, or why nobody knows whether it did, and tries it again in growing pauses, half a minute at
 * most. The mail service knows a repeat for 24 hours, so one that was first tried 20 hours ago is closed as failed instead:
 * staff see it and may have another one sent.
 */
export async function postponeMail(ctx: PaymentContext, outboxId: string, error: unknown): Promise<void> {
  const { merchantId, log } = ctx
  const row = await ctx.db.first(postpone, {
    merchantId,
    outboxId,
    error: String(error).slice(0, 500),
    auditId: ctx.newId(),
    now: ctx.clock.now(),
  })
  if (row) log.warn({ outboxId, state: row.state, error: String(error) }, 'a mail did not leave')
}

const postpone = defineStatement({
  name: 'mail/postpone',
  text: `
    with postponed as (
      update outbox set tries = tries + 1, last_error = $error, first_tried_at = coalesce(first_tried_at, $now),
        next_try_at = now() + least(power(2, least(tries, 10)), 30) * (0.5 + random() / 2) * interval '1 second',
        state = case when first_tried_at < $now - interval '20 hours' then 'failed' else state end
      where merchant_id = $merchantId and id = $outboxId and state = 'pending'
      returning id, kind, state
    ),
    audit as (
      insert into audit_entry (merchant_id, id, actor, action, subject_kind, subject_id, after, at)
      select $merchantId, $auditId, 'worker', 'mail.given_up', 'mail', id::text,
        jsonb_build_object('kind', kind, 'error', $error), $now
      from postponed where state = 'failed'
    )
    select state from postponed`,
  params: { merchantId: uuid, outboxId: uuid, error: text, auditId: uuid, now: timestamptz },
  columns: { state: text },
})
