import type { RefundStatus } from '@azora/contract/refund-status'
import { type Column, int4, int8, nullable, text, timestamptz, uuid } from '@azora/db/column'
import { defineStatement } from '@azora/db/statement'
import { closeEventSql } from '../event/event-sql.ts'
import { refundReceiptColumns } from '../receipt/refund-receipt-sql.ts'
import {
  changedRefund,
  countedRefund,
  documentedRefund,
  reopenedEvents,
  lockedRefund,
  reportAudit,
  reportParams,
} from './refund-sql.ts'

// A CHECK lets no other status into the column.
const refundStatus: Column<RefundStatus> = { ...text, decode: (value) => text.decode(value) as RefundStatus }

/** The refund of one at Stripe: by Stripe's id or, before our own answer is written, by ours, which its metadata carries. */
export const findRefundOfReport = defineStatement({
  name: 'refund/find-of-report',
  text: `
    select id, status, amount_minor as "amountMinor", currency::text, stripe_refund_id as "stripeRefundId"
    from refund
    where merchant_id = $merchantId and (stripe_refund_id = $stripeRefundId or id = $ownId and stripe_refund_id is null)`,
  params: { merchantId: uuid, stripeRefundId: text, ownId: nullable(uuid) },
  columns: { id: uuid, status: refundStatus, amountMinor: int8, currency: text, stripeRefundId: nullable(text) },
})

const eventParams = { merchantId: uuid, eventId: nullable(text), actor: text, auditId: uuid, now: timestamptz }

/** Takes over what Stripe says of a refund of ours, with the payment's counters and the audit entry, and closes the event. */
export const moveRefund = defineStatement({
  name: 'refund/move',
  text: `
    with ${lockedRefund('$refundId')},
    ${changedRefund},
    ${countedRefund('changed')},
    ${reopenedEvents('changed')},
    ${documentedRefund('changed', '$actor')},
    audit as (${reportAudit('$actor')}),
    handled as (${closeEventSql('moved')})
    select count(*)::int4 as moved from moved`,
  params: { ...eventParams, ...reportParams, ...refundReceiptColumns, refundId: uuid },
  columns: { moved: int4 },
})

/**
 * Takes over a refund that was made at Stripe's side: row, reservation, audit entry and closed event in one commit. Writes
 * nothing, and leaves the event open, when what is left of the payment in our books has no room for it. A rival that adopts
 * the same refund breaks its unique key.
 */
export const adoptRefund = defineStatement({
  name: 'refund/adopt',
  text: `
    with room as (
      update payment set refund_reserved_minor = payment.refund_reserved_minor + $heldMinor,
             refunded_minor = payment.refunded_minor + $refundedMinor, version = payment.version + 1, updated_at = $now
      where payment.merchant_id = $merchantId and payment.id = $paymentId and payment.status = 'succeeded'
        and payment.refund_reserved_minor + $heldMinor <= payment.captured_minor
      returning payment.merchant_id, payment.id, payment.currency
    ),
    changed as (
      insert into refund (merchant_id, id, payment_id, status, currency, amount_minor, reason, origin, failure_reason,
                          stripe_refund_id, created_at, updated_at, settled_at)
      select room.merchant_id, $refundId, room.id, $status, room.currency, $amountMinor, $reason, 'stripe', $failureReason,
             $stripeRefundId, $now, $now, $reportSettledAt
      from room
      returning *, null::text as was
    ),
    ${documentedRefund('changed', '$actor')},
    audit as (
      insert into audit_entry (merchant_id, id, actor, action, subject_kind, subject_id, after, at)
      select $merchantId, $auditId, $actor, 'refund.adopted', 'refund', changed.id::text,
             jsonb_build_object('status', changed.status, 'amountMinor', changed.amount_minor, 'currency', changed.currency,
               'paymentId', changed.payment_id, 'stripeRefundId', changed.stripe_refund_id, 'eventId', $eventId), $now
      from changed
    ),
    handled as (${closeEventSql('changed')} and exists (select from changed))
    select count(*)::int4 as adopted from changed`,
  params: {
    ...eventParams,
    ...refundReceiptColumns,
    refundId: uuid,
    paymentId: uuid,
    status: text,
    amountMinor: int8,
    heldMinor: int8,
    refundedMinor: int8,
    reason: nullable(text),
    failureReason: nullable(text),
    stripeRefundId: text,
    reportSettledAt: nullable(timestamptz),
  },
  columns: { adopted: int4 },
})
