/**
 * `mail as (…), job as (…)`: queues a mail, once for its key, to the customer of the row `from` (a payment, a saved method), and the job that sends
 * it. Nothing is queued for a customer without an address. `data` is SQL for what the mail says and never changes
 * afterwards; it may name `merchant` and `customer`. The statement's end must read `job`, or PostgreSQL leaves it out.
 */
export const outboxMail = (mail: { kind: string; key: string; data: string; from: string; where: string }): string => `
  mail as (
    insert into outbox (merchant_id, id, kind, subject_id, dedupe_key, data, state, created_at)
    select $merchantId, $outboxId, '${mail.kind}', ${mail.from}.id, ${mail.key}, ${mail.data}, 'pending', $now
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
