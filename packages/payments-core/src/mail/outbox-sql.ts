import { timestamptz, uuid } from '@azora/db/column'

/**
 * `tried as (…)`: notes on an open mail that it is about to leave, before it does; the row, or none when it is closed. Whoever
 * finds it after a crash, however much later, knows since when the mail service may have it. Needs `outboxTryParams`.
 */
export const triedMail = `
  tried as (
    update outbox set first_tried_at = coalesce(first_tried_at, $now)
    where merchant_id = $merchantId and id = $outboxId and state = 'pending'
    returning *
  )`
export const outboxTryParams = { merchantId: uuid, outboxId: uuid, now: timestamptz }

/** Whether the mail service, which knows a repeat for 24 hours, may have forgotten that it has the mail. */
export const isForgotten = `tried.first_tried_at < $now - interval '20 hours'`

/**
 * `mail as (…), job as (…)`: queues a mail, once for its key, to the customer of the row `from` (a payment, a saved method), and the job that sends
 * it. Nothing is queued for a customer without an address. `data` is SQL for what the mail says and never changes
 * afterwards, beside the customer's `locale`; it may name `merchant` and `customer`. The statement's end must read `job`, or PostgreSQL leaves it out.
 */
export const outboxMail = (mail: { kind: string; key: string; data: string; from: string; where: string }): string => `
  mail as (
    insert into outbox (merchant_id, id, kind, subject_id, dedupe_key, data, state, created_at)
    select $merchantId, $outboxId, '${mail.kind}', ${mail.from}.id, ${mail.key},
           ${mail.data} || jsonb_build_object('locale', customer.locale), 'pending', $now
    from ${mail.from}
    join merchant on merchant.id = ${mail.from}.merchant_id
    join customer on customer.merchant_id = ${mail.from}.merchant_id and customer.id = ${mail.from}.customer_id
    where ${mail.where} and customer.email is not null
    on conflict (merchant_id, dedupe_key) do nothing
    returning id
  ),
  job as (
    select graphile_worker.add_job('send_mail', json_build_object('merchantId', $merchantId, 'outboxId', mail.id)) from mail
  )`
