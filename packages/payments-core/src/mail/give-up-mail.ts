import { text, timestamptz, uuid } from '@azora/db/column'
import { defineStatement } from '@azora/db/statement'
import type { PaymentContext } from '../context.ts'

/** Closes an open mail as failed, though nobody knows whether it left. Staff see it and may have another one sent. */
export async function giveUpMail(
  { db, merchantId, newId, clock, log }: PaymentContext,
  outboxId: string,
): Promise<void> {
  const row = await db.first(giveUp, { merchantId, outboxId, auditId: newId(), now: clock.now() })
  if (row) log.error({ outboxId, error: row.error }, 'a mail was given up: staff must look at it')
}

const giveUp = defineStatement({
  name: 'mail/give-up',
  text: `
    with given_up as (
      update outbox set state = 'failed', last_error = coalesce(last_error, 'its sender died')
      where merchant_id = $merchantId and id = $outboxId and state = 'pending'
      returning id, kind, last_error
    ),
    audit as (
      insert into audit_entry (merchant_id, id, actor, action, subject_kind, subject_id, after, at)
      select $merchantId, $auditId, 'worker', 'mail.given_up', 'mail', id::text,
        jsonb_build_object('kind', kind, 'error', last_error), $now
      from given_up
    )
    select last_error as error from given_up`,
  params: { merchantId: uuid, outboxId: uuid, auditId: uuid, now: timestamptz },
  columns: { error: text },
})
