import type { PayoutStatus } from '@azora/contract/payout-status'
import { boolean, type Column, int4, int8, nullable, text, textArray, timestamptz, uuid } from '@azora/db/column'
import { defineStatement } from '@azora/db/statement'
import { closeEventSql } from '../event/event-sql.ts'

// A CHECK lets no other status into the column.
const payoutStatus: Column<PayoutStatus> = { ...text, decode: (value) => text.decode(value) as PayoutStatus }

export const findPayout = defineStatement({
  name: 'payout/find',
  text: `
    select id, version, status, arrives_at as "arrivesAt", failure_code as "failureCode",
           reconciliation_status as "reconciliationStatus"
    from payout where merchant_id = $merchantId and stripe_payout_id = $stripePayoutId`,
  params: { merchantId: uuid, stripePayoutId: text },
  columns: {
    id: uuid,
    version: int4,
    status: payoutStatus,
    arrivesAt: timestamptz,
    failureCode: nullable(text),
    reconciliationStatus: text,
  },
})

/**
 * Writes down a payout, or brings it to where Stripe says that it is: from one of `fromStatuses`, or where it stands in
 * `status` already and has not changed since `seenVersion`. Closes the event; leaves it open when the payout changed since.
 */
export const applyPayout = defineStatement({
  name: 'payout/apply',
  text: `
    with moved as (
      insert into payout (merchant_id, id, stripe_payout_id, status, currency, amount_minor, is_automatic, arrives_at,
        failure_code, reconciliation_status, created_at, updated_at)
      values ($merchantId, $payoutId, $stripePayoutId, $status, $currency, $amountMinor, $isAutomatic, $arrivesAt,
        $failureCode, $reconciliationStatus, $createdAt, $now)
      on conflict (merchant_id, stripe_payout_id) do update set
        status = excluded.status, arrives_at = excluded.arrives_at, failure_code = excluded.failure_code,
        reconciliation_status = excluded.reconciliation_status, version = payout.version + 1, updated_at = $now
        where payout.status = any($fromStatuses) or payout.status = excluded.status and payout.version = $seenVersion
      returning id, status, version, failure_code
    ),
    audit as (
      insert into audit_entry (merchant_id, id, actor, action, subject_kind, subject_id, after, at)
      select $merchantId, $auditId, 'stripe', case when version = 1 then 'payout.created' else 'payout.' || status end,
             'payout', moved.id::text,
             jsonb_build_object('status', status, 'amountMinor', $amountMinor, 'currency', $currency,
               'failureCode', failure_code, 'eventId', $eventId), $now
      from moved
    ),
    handled as (${closeEventSql('moved')} and exists (select from moved))
    select exists (select from moved) as "hasMoved"`,
  params: {
    merchantId: uuid,
    payoutId: uuid,
    stripePayoutId: text,
    status: text,
    currency: text,
    amountMinor: int8,
    isAutomatic: boolean,
    arrivesAt: timestamptz,
    failureCode: nullable(text),
    reconciliationStatus: text,
    createdAt: timestamptz,
    fromStatuses: textArray,
    seenVersion: int4,
    eventId: text,
    auditId: uuid,
    now: timestamptz,
  },
  columns: { hasMoved: boolean },
})
