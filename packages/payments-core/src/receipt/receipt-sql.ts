import type { ReceiptKind } from '@azora/contract/receipt'

/** The year of `$now`, whose numbers are drawn. */
const receiptYear = `extract(year from $now at time zone 'utc')::int4`

/**
 * Draws the next number of a kind, in SQL: locks the counter row of the year until the commit, so that numbers have no gap
 * and no repeat. The row source `from` gives one row or none; the columns are `year`, `last_number` and `number`.
 */
export const drawNumber = (kind: ReceiptKind, from: string): string => `
  insert into receipt_counter (merchant_id, kind, year, last_number)
  select $merchantId, '${kind}', ${receiptYear}, 1 from ${from}
  on conflict (merchant_id, kind, year) do update set last_number = receipt_counter.last_number + 1
  returning year, last_number,
    year || '-${kind === 'refund' ? 'R' : ''}' || lpad(last_number::text, greatest(6, length(last_number::text)), '0') as number`

/** Queues one mail about the document `$receiptId` names, unless its customer has no address. */
export const queueMail = (kind: MailKind, from: string): string => `
  insert into outbox (merchant_id, id, kind, subject_id, dedupe_key, state, created_at)
  select merchant_id, $outboxId, '${kind}', id, 'receipt/' || id, 'pending', $now
  from ${from} where data->'customer'->>'email' is not null
  returning merchant_id, id`

/** What a mail is about: a payment's receipt, a refund's, or a refund that came back. */
type MailKind = 'receipt_mail' | 'refund_mail' | 'refund_failed_mail'

/** The kind of the mail that a row of `receipt` goes with. */
export const mailKindOf = (row: string): string => `case when ${row}.kind = 'payment' then 'receipt_mail'
  when ${row}.data->'refund'->>'status' = 'failed' then 'refund_failed_mail' else 'refund_mail' end`

/** Wakes a worker for each mail of the row source. Must be selected from, or it does not run. */
export const wakeWorker = (from: string): string => `
  select graphile_worker.add_job('send_receipt', json_build_object('merchantId', merchant_id, 'outboxId', id)) from ${from}`
