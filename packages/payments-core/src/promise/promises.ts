import { driftKinds } from '@azora/contract/reconciliation'

/** Something that must hold and that no constraint of the database can hold by itself: it is looked at, and people are told. */
export interface Promised {
  /** How the gauge is called; one name may stand for several, told apart by their labels. */
  name: string
  /** In plain words. */
  help: string
  labels?: Readonly<Record<string, string>>
  /** One number, found by indexes in `$merchantId`'s rows. It may use `$now`, our clock's; leases, pauses and seals go by `now()`, the database's. */
  sql: string
}

/**
 * No count goes further, so that an outage does not make the looking expensive. What belongs to each of so many rows is found
 * by a subquery with a limit: without one PostgreSQL may read the whole table and join it.
 */
const countedAtMost = 1_000

const countOf = (rows: string): string =>
  `select count(*)::int8 from (select from ${rows} limit ${countedAtMost}) as few`

/** Whole seconds, never below 0. */
const secondsSince = (now: string, then: string): string =>
  `greatest(0, floor(extract(epoch from ${now} - (${then}))))::int8`

const isOpen = `handled_at is null and parked_at is null`

/**
 * Every promise that is watched. 0 is as it should be, but for those that end with `_seconds`, which stay small. Those on
 * recent payments look at the last thousand of them (`recentPayments`).
 */
export const promises: readonly Promised[] = [
  ...driftKinds.map((kind) => ({
    name: 'azora_drift_open',
    help: 'Facts on which our books and Stripe differ at a second look, and that nothing of ours may heal.',
    labels: { kind },
    sql: countOf(`drift where merchant_id = $merchantId and state = 'open' and kind = '${kind}'`),
  })),
  {
    name: 'azora_books_unproven_seconds',
    help: 'Since when our books are not proven to agree with Stripe’s. A few minutes are usual.',
    sql: `select coalesce(${secondsSince(
      '$now',
      `coalesce((select proven_at from reconciliation where merchant_id = $merchantId),
         (select created_at from payment where merchant_id = $merchantId order by created_at limit 1))`,
    )}, 0)`,
  },
  {
    name: 'azora_events_list_unread_seconds',
    help: 'Since when Stripe’s list of events was not compared with ours. Stripe forgets events after 30 days.',
    sql: `select coalesce(${secondsSince('$now', 'select seen_until from event_mark where merchant_id = $merchantId')}, 0)`,
  },
  {
    name: 'azora_events_overdue',
    help: 'Events that Stripe was told we have, and that nobody works on a minute after their turn came. Of the thousand oldest.',
    sql: `select count(*)::int8 from (
        select next_try_at, lease_until from webhook_event where merchant_id = $merchantId and ${isOpen}
        order by received_at, id limit ${countedAtMost}) as oldest
      where greatest(next_try_at, lease_until) < now() - interval '1 minute'`,
  },
  {
    name: 'azora_events_parked',
    help: 'Events that could not be applied, or name a status that we do not know, and wait for staff.',
    sql: countOf(`webhook_event where merchant_id = $merchantId and parked_at is not null`),
  },
  {
    name: 'azora_attempts_overdue',
    help: 'Attempts at Stripe without a known end that nobody works on a minute after their lease or pause ran out.',
    sql: countOf(`attempt where merchant_id = $merchantId and state in ('started', 'unknown')
      and lease_until < now() - interval '1 minute'`),
  },
  {
    name: 'azora_attempts_unknown_long',
    help: 'Attempts at Stripe of which we do not know for an hour whether they took effect. Of the thousand next in turn.',
    sql: `select count(*)::int8 from (
        select created_at from attempt where merchant_id = $merchantId and state in ('started', 'unknown')
        order by lease_until limit ${countedAtMost}) as open
      where created_at < $now - interval '1 hour'`,
  },
  {
    name: 'azora_payments_processing_long',
    help: 'Payments that are on their way for longer than any bank takes, 14 days. Of the thousand that wait the longest.',
    sql: `select count(*)::int8 from (
        select status, created_at from payment where merchant_id = $merchantId
          and status in ('processing', 'requires_action', 'requires_capture')
        order by updated_at limit ${countedAtMost}) as waiting
      where status = 'processing' and created_at < $now - interval '14 days'`,
  },
  {
    name: 'azora_refunds_pending_long',
    help: 'Refunds that have neither arrived nor failed after 30 days. Of the thousand that wait the longest.',
    sql: `select count(*)::int8 from (
        select created_at from refund where merchant_id = $merchantId and status in ('pending', 'requires_action')
        order by updated_at limit ${countedAtMost}) as waiting
      where created_at < $now - interval '30 days'`,
  },
  {
    name: 'azora_mails_overdue',
    help: 'Mails, receipts among them, that nobody tried to send five minutes after their turn came.',
    sql: countOf(`outbox where merchant_id = $merchantId and state = 'pending'
      and next_try_at < now() - interval '5 minutes'`),
  },
  {
    name: 'azora_mails_given_up',
    help: 'Mails of the last three days that were refused or given up: somebody may wait for a receipt.',
    sql: countOf(
      `outbox where merchant_id = $merchantId and state = 'failed' and created_at > $now - interval '3 days'`,
    ),
  },
  {
    name: 'azora_audit_unsealed_seconds',
    help: 'How long ago the oldest audit entry without a seal was recorded. Two minutes are usual.',
    sql: `select coalesce(${secondsSince(
      'now()',
      `select recorded_at from audit_entry where merchant_id = $merchantId
         and (recorded_at, id) > (coalesce((select to_recorded_at from last_seal), '-infinity'),
           coalesce((select to_id from last_seal), '00000000-0000-0000-0000-000000000000'))
         order by recorded_at, id limit 1`,
    )}, 0)`,
  },
  {
    name: 'azora_audit_chain_broken',
    help: '1 where the newest seal of the audit log does not continue the seal before it: somebody wrote past our code.',
    sql: `select count(*)::int8 from last_seal where number > 1 and previous_hash is distinct from (
        select hash from audit_seal before where before.merchant_id = $merchantId and before.number = last_seal.number - 1)`,
  },
  {
    name: 'azora_receipt_numbers_missing',
    help: 'Numbers of receipts, of the last thousand of each series, that were drawn and not issued, or issued and not drawn.',
    sql: `select coalesce(sum(abs(least(counter.last_number, ${countedAtMost}) - issued.numbers)), 0)::int8
      from receipt_counter counter
      cross join lateral (
        select count(*) as numbers from (
          select from receipt
          where receipt.merchant_id = $merchantId and receipt.kind = counter.kind and receipt.year = counter.year
            and receipt.version = 1 and receipt.number_in_year > counter.last_number - ${countedAtMost}
          order by number_in_year desc limit ${countedAtMost}) as newest) as issued
      where counter.merchant_id = $merchantId and counter.year >= extract(year from $now::timestamptz) - 1`,
  },
  {
    name: 'azora_refund_sums_wrong',
    help: 'Recent payments whose counters say another sum than their refunds, or more than was captured.',
    sql: `select count(*)::int8 from (
        (select id from payment where merchant_id = $merchantId and refund_reserved_minor > 0
         order by updated_at desc limit ${countedAtMost})
        union
        (select payment_id from refund where merchant_id = $merchantId
         order by created_at desc, id desc limit ${countedAtMost})) as refunded
      cross join lateral (
        select * from payment where payment.merchant_id = $merchantId and payment.id = refunded.id limit 1) as payment
      cross join lateral (
        select coalesce(sum(amount_minor) filter (where status in ('requires_approval', 'pending', 'requires_action', 'succeeded')), 0) as reserved,
               coalesce(sum(amount_minor) filter (where status = 'succeeded'), 0) as given_back
        from refund where refund.merchant_id = $merchantId and refund.payment_id = payment.id) as summed
      where (payment.refund_reserved_minor, payment.refunded_minor) is distinct from (summed.reserved, summed.given_back)
        or payment.refund_reserved_minor > payment.captured_minor`,
  },
  {
    name: 'azora_payments_without_receipt',
    help: 'Recent payments that succeeded and have no receipt.',
    sql: `select count(*)::int8 from (
        select id from recent_payment where status = 'succeeded' union select id from recent_success) as paid
      where (select receipt.id from receipt
        where receipt.merchant_id = $merchantId and receipt.payment_id = paid.id and receipt.kind = 'payment' limit 1) is null`,
  },
  {
    name: 'azora_payments_succeeded_twice',
    help: 'Recent payments whose success was written down twice: they may have been charged twice.',
    sql: `select count(*)::int8 from recent_success success
      where (select count(*) from (select from audit_entry entry
        where entry.merchant_id = $merchantId and entry.subject_id = success.id::text
          and entry.action = 'payment.succeeded' limit 2) as successes) > 1`,
  },
  {
    name: 'azora_payments_without_audit',
    help: 'Recent payments that succeeded without an entry in the audit log.',
    sql: `select count(*)::int8 from recent_payment
      where status = 'succeeded' and (select entry.id from audit_entry entry
        where entry.merchant_id = $merchantId and entry.subject_id = recent_payment.id::text
          and entry.action = 'payment.succeeded' limit 1) is null`,
  },
  {
    name: 'azora_disputes_due_soon',
    help: 'Disputes whose answer is due within two days, or is overdue, and was not sent.',
    sql: countOf(`dispute where merchant_id = $merchantId and status in ('warning_needs_response', 'needs_response')
      and evidence_due_by is not null and evidence_due_by < $now + interval '2 days'`),
  },
  {
    name: 'azora_accesses_refused',
    help: 'Times in the last hour that somebody who is signed in asked for what their role may not do.',
    sql: countOf(
      `audit_entry where merchant_id = $merchantId and action = 'access.refused' and at > $now - interval '1 hour'`,
    ),
  },
]

/** What several promises look at: the last thousand payments, by when they were made and by when they succeeded. */
export const recentPayments = `
  last_seal as materialized (
    select * from audit_seal where merchant_id = $merchantId order by number desc limit 1
  ),
  recent_payment as materialized (
    select id, status from payment where merchant_id = $merchantId order by created_at desc limit ${countedAtMost}
  ),
  recent_success as materialized (
    select distinct subject_id::uuid as id from (
      select subject_id from audit_entry where merchant_id = $merchantId and action = 'payment.succeeded'
      order by at desc, id desc limit ${countedAtMost}) as newest
  )`
