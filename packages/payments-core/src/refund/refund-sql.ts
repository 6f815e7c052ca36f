import { isRefundReserved, refundStatuses } from '@azora/contract/refund-status'
import { nullable, text, textArray, timestamptz } from '@azora/db/column'
import { refundReceiptSql, voidRefundReceiptSql } from '../receipt/refund-receipt-sql.ts'

/**
 * The parts that statements about refunds are built from. Each that moves a refund locks the payment's row first
 * (`lockedRefund`), so that rivals wait in one order, and then keeps the payment's counters (`countedRefund`): the trigger
 * `refund_adds_up` refuses the commit of one that does not.
 */

/** Whether nothing may be refunded because of a dispute, in SQL on a row of `payment`. */
export const hasOpenDispute = 'payment.disputed_minor > 0'

/**
 * `locked as (…)`: the row locks of a refund's payment and of the refund, and what the refund was, also where a rival moved it
 * while we waited. `returning old` cannot tell that: on a table with a BEFORE trigger PostgreSQL 18.4 gives, after a wait, the
 * row as the snapshot had it (tried 2026-11-25).
 */
export const lockedRefund = (refundId: string): string => `
  locked as (
    select refund.id, refund.status as was, refund.stripe_refund_id as stripe_refund_id_was, payment.customer_id,
           payment.stripe_payment_intent_id, ${hasOpenDispute} as is_disputed
    from payment
    join refund on refund.merchant_id = payment.merchant_id and refund.payment_id = payment.id
    where refund.merchant_id = $merchantId and refund.id = ${refundId}
    for update of payment, refund
  )`

/** What Stripe says of a refund, as parameters of `changedRefund`. */
export const reportParams = {
  status: text,
  fromStatuses: textArray,
  stripeRefundId: nullable(text),
  failureReason: nullable(text),
  reportSettledAt: nullable(timestamptz),
}

const follows = 'refund.status = any($fromStatuses)'

/**
 * `changed as (…)`: takes over what Stripe says, and leaves the status alone where it does not follow. Beside the new row it
 * has `was`, the status before. `moved as (…)`: the same row if anything was news.
 */
export const changedRefund = `
  changed as (
    update refund set
      status = case when ${follows} then $status else refund.status end,
      failure_reason = case when ${follows} then $failureReason else refund.failure_reason end,
      settled_at = case when ${follows} then $reportSettledAt else refund.settled_at end,
      stripe_refund_id = coalesce(refund.stripe_refund_id, $stripeRefundId),
      version = refund.version + 1, updated_at = $now
    from locked
    where refund.merchant_id = $merchantId and refund.id = locked.id
    returning refund.*, locked.was, locked.stripe_refund_id_was
  ),
  moved as (
    select * from changed where status <> was or stripe_refund_id is distinct from stripe_refund_id_was
  )`

const reserved = refundStatuses.filter(isRefundReserved).map((status) => `'${status}'`)
const isReserved = (status: string) => `(${status} in (${reserved.join(', ')}))::int`
const isRefunded = (status: string) => `(${status} = 'succeeded')::int`

/** `counted as (…)`: what the move of a refund does to its payment's counters. The row source has `was`. */
export const countedRefund = (changed: string): string => `
  counted as (
    update payment set
      refund_reserved_minor = payment.refund_reserved_minor
        + ${changed}.amount_minor * (${isReserved(`${changed}.status`)} - ${isReserved(`${changed}.was`)}),
      refunded_minor = payment.refunded_minor
        + ${changed}.amount_minor * (${isRefunded(`${changed}.status`)} - ${isRefunded(`${changed}.was`)}),
      version = payment.version + 1, updated_at = $now
    from ${changed}
    where payment.merchant_id = ${changed}.merchant_id and payment.id = ${changed}.payment_id
      and ${changed}.status <> ${changed}.was
  )`

/**
 * `reopened as (…)`: refunds of Stripe's side that found no room, and wait before staff, are tried again once a refund has
 * let go of what it held. The row source is as for `countedRefund`.
 */
export const reopenedEvents = (changed: string): string => `
  reopened as (
    update webhook_event set parked_at = null, tries = 0, next_try_at = now()
    from ${changed} join payment on payment.merchant_id = ${changed}.merchant_id and payment.id = ${changed}.payment_id
    where webhook_event.merchant_id = $merchantId and webhook_event.parked_at is not null
      and (webhook_event.type like 'refund.%' or webhook_event.type like 'charge.refund%')
      and webhook_event.payload->'data'->'object'->>'payment_intent' = payment.stripe_payment_intent_id
      and ${isReserved(`${changed}.status`)} < ${isReserved(`${changed}.was`)}
  )`

/** The receipts of a refund that has succeeded now, or is voided because the bank sent it back. They need `refundReceiptColumns`. */
export const documentedRefund = (changed: string, actor: string): string => `
  succeeded as (select * from ${changed} where status = 'succeeded' and was is distinct from 'succeeded'),
  ${refundReceiptSql({ from: 'succeeded', actor })},
  sent_back as (select * from ${changed} where status = 'failed' and was = 'succeeded'),
  ${voidRefundReceiptSql({ from: 'sent_back', actor })}`

/** The audit entry of what Stripe said: of a move, or of the first word about a refund. */
export const reportAudit = (actor: string): string => `
  insert into audit_entry (merchant_id, id, actor, action, subject_kind, subject_id, before, after, at)
  select $merchantId, $auditId, ${actor}, 'refund.' || moved.status, 'refund', moved.id::text,
         jsonb_build_object('status', moved.was),
         jsonb_build_object('status', moved.status, 'amountMinor', moved.amount_minor, 'currency', moved.currency,
           'paymentId', moved.payment_id, 'failureReason', moved.failure_reason), $now
  from moved`

/** What an audit entry says of a refund that somebody asked for or decided on. */
export const auditedRefund = (row: string): string => `jsonb_build_object('status', ${row}.status,
  'amountMinor', ${row}.amount_minor, 'currency', ${row}.currency, 'paymentId', ${row}.payment_id, 'reason', ${row}.reason)`

/** All that Stripe is sent for a refund, in SQL. Reads back as `RefundInput`. */
export const refundInput = (refund: string, intentId: string): string => `jsonb_build_object(
  'paymentId', ${refund}.payment_id, 'paymentIntentId', ${intentId},
  'amountMinor', ${refund}.amount_minor, 'currency', ${refund}.currency, 'reason', ${refund}.reason)`
