import type { PaymentStatus } from '@azora/contract/payment-status'
import { boolean, type Column, int4, int8, nullable, text, textArray, timestamptz, uuid } from '@azora/db/column'
import { defineStatement } from '@azora/db/statement'
import { closeEventSql } from '../event/event-sql.ts'
import { outboxMail } from '../mail/outbox-sql.ts'
import { holdColumns } from './hold-params.ts'
import { adoptMethod, methodColumns } from './method-params.ts'
import { drawNumber, queueMail, wakeWorker } from '../receipt/receipt-sql.ts'
import { isoTime, lineItemsJson, mailedPaymentJson, methodJson } from './payment-view.ts'

// A CHECK lets no other status into the column.
const paymentStatus: Column<PaymentStatus> = { ...text, decode: (value) => text.decode(value) as PaymentStatus }

/** Whether an attempt on the payment is under way, in SQL on a row of `payment`. */
export const isBeingAttempted = `exists (select from attempt where attempt.merchant_id = payment.merchant_id
  and attempt.subject_id = payment.id and attempt.state in ('started', 'unknown'))`

/** The payment of a PaymentIntent: by the intent's id or, before our own answer is written, by the id in its metadata. */
export const findPaymentOfIntent = defineStatement({
  name: 'payment/find-payment-of-intent',
  text: `
    select payment.id, payment.status, payment.version, payment.amount_minor as "amountMinor", payment.currency::text,
           payment.refunded_minor as "refundedMinor",
           payment.method_type is not null and not ${isBeingAttempted} as "isMethodKnown",
           ${isBeingAttempted} as "isBeingAttempted"
    from payment
    where payment.merchant_id = $merchantId and (payment.stripe_payment_intent_id = $intentId
      or payment.id::text = $paymentId and payment.stripe_payment_intent_id is null)`,
  params: { merchantId: uuid, intentId: text, paymentId: nullable(text) },
  columns: {
    id: uuid,
    status: paymentStatus,
    version: int4,
    amountMinor: int8,
    currency: text,
    refundedMinor: int8,
    isMethodKnown: boolean,
    isBeingAttempted: boolean,
  },
})

const intentParams = {
  merchantId: uuid,
  paymentId: uuid,
  eventId: nullable(text),
  fromStatuses: textArray,
  intentId: text,
  ...methodColumns,
  actor: text,
  auditId: uuid,
  now: timestamptz,
}

const adoptIntent = `
  stripe_payment_intent_id = coalesce(payment.stripe_payment_intent_id, $intentId), ${adoptMethod},
  version = payment.version + 1, updated_at = $now`

const chosenPayment = `
  payment.merchant_id = $merchantId and payment.id = $paymentId and payment.status = any($fromStatuses)
  and coalesce(payment.stripe_payment_intent_id, $intentId) = $intentId`

const closeEvent = closeEventSql('moved')

/**
 * Marks a payment paid and, in the same commit, numbers its receipt, freezes what the receipt says, queues its mail,
 * writes the audit entries and closes the event. Numbering locks the year's counter row until the commit: no gap, no repeat.
 * Does nothing but close the event when the payment has already moved on.
 */
export const succeedPayment = defineStatement({
  name: 'payment/succeed',
  text: `
    with moved as (
      update payment set status = 'succeeded', captured_minor = $receivedMinor, capturable_minor = 0,
        capture_before = null, paid_at = $now, decline_reason = null, ${adoptIntent}
      where ${chosenPayment}
      returning payment.*
    ),
    drawn as (${drawNumber('payment', 'moved')}),
    issued as (
      insert into receipt (merchant_id, id, kind, payment_id, customer_id, year, number_in_year, number, version, data, issued_at)
      select moved.merchant_id, $receiptId, 'payment', moved.id, moved.customer_id, drawn.year, drawn.last_number, drawn.number, 1,
        jsonb_build_object(
          'kind', 'payment',
          'locale', coalesce(customer.locale, 'en'),
          'number', drawn.number,
          'version', 1,
          'issuedAt', ${isoTime('$now')},
          'merchant', jsonb_build_object('name', merchant.name, 'addressLines', to_jsonb(merchant.address_lines),
            'supportEmail', merchant.support_email),
          'customer', jsonb_build_object('name', customer.name, 'email', customer.email),
          'paymentId', moved.id,
          'paidAt', ${isoTime('$now')},
          'method', ${methodJson('moved')},
          'lineItems', ${lineItemsJson('moved')},
          'total', jsonb_build_object('amountMinor', moved.captured_minor, 'currency', moved.currency),
          'authorizedMinor', nullif(moved.amount_minor, moved.captured_minor)),
        $now
      from moved
      cross join drawn
      join merchant on merchant.id = moved.merchant_id
      join customer on customer.merchant_id = moved.merchant_id and customer.id = moved.customer_id
      returning merchant_id, id, payment_id, number, data
    ),
    mail as (${queueMail('receipt_mail', 'issued')}),
    job as (${wakeWorker('mail')}),
    audit as (
      insert into audit_entry (merchant_id, id, actor, action, subject_kind, subject_id, after, at)
      select $merchantId, $auditId, $actor, 'payment.succeeded', 'payment', moved.id::text,
             jsonb_build_object('status', 'succeeded', 'capturedMinor', moved.captured_minor, 'eventId', $eventId), $now
      from moved
      union all
      select $merchantId, $receiptAuditId, $actor, 'payment.receipt_issued', 'payment', issued.payment_id::text,
             jsonb_build_object('receiptId', issued.id, 'number', issued.number), $now
      from issued
    ),
    handled as (${closeEvent})
    select (select count(*) from moved)::int4 as moved, (select count(*) from job)::int4 as jobs`,
  params: {
    ...intentParams,
    receivedMinor: int8,
    receiptId: uuid,
    outboxId: uuid,
    receiptAuditId: uuid,
  },
  columns: { moved: int4, jobs: int4 },
})

/**
 * Moves a payment to any other status that Stripe reports, with its audit entry, and closes the event. Only an end is
 * believed of a payment that changed since `seenVersion`: a new attempt may have begun while Stripe was asked about the
 * one before. Such an event stays open (neither `moved` nor `closed`), to be looked at again.
 * Where a bank turns a debit down after days, the mail that says so is queued in the same commit.
 */
export const movePayment = defineStatement({
  name: 'payment/move',
  text: `
    with moved as (
      update payment set status = $status, decline_reason = $declineReason, capturable_minor = $capturableMinor,
        capture_before = $captureBefore, ${adoptIntent}
      where ${chosenPayment} and ($status = 'canceled' or payment.version = $seenVersion)
      returning payment.*
    ),
    audit as (
      insert into audit_entry (merchant_id, id, actor, action, subject_kind, subject_id, after, at)
      select $merchantId, $auditId, $actor, $action, 'payment', moved.id::text,
             jsonb_build_object('status', moved.status, 'declineReason', $declineReason, 'eventId', $eventId), $now
      from moved
    ),
    ${outboxMail({
      kind: 'failure_mail',
      key: `'payment-failed/' || moved.id || '/' || moved.version`,
      data: `${mailedPaymentJson('moved')} || jsonb_build_object('reason', moved.decline_reason)`,
      from: 'moved',
      where: '$isDebitFailure',
    })},
    handled as (${closeEvent}
      and ($status = 'canceled' or exists (select from moved) or exists (select from payment
        where payment.merchant_id = $merchantId and payment.id = $paymentId and payment.version = $seenVersion))
    returning id)
    select (select count(*) from moved)::int4 as moved, (select count(*) from handled)::int4 as closed,
           (select count(*) from job)::int4 as mails`,
  params: {
    ...intentParams,
    ...holdColumns,
    status: text,
    seenVersion: int4,
    declineReason: nullable(text),
    action: text,
    isDebitFailure: boolean,
    outboxId: uuid,
  },
  columns: { moved: int4, closed: int4, mails: int4 },
})

/** Takes over the method that a charge names, and closes the event. */
export const adoptCharge = defineStatement({
  name: 'payment/adopt-charge',
  text: `
    with moved as (
      update payment set ${adoptIntent}
      where ${chosenPayment} and payment.method_type is null and $methodType is not null
      returning payment.id
    ),
    audit as (
      insert into audit_entry (merchant_id, id, actor, action, subject_kind, subject_id, after, at)
      select $merchantId, $auditId, $actor, 'charge.adopted', 'payment', moved.id::text,
             jsonb_build_object('methodType', $methodType, 'eventId', $eventId), $now
      from moved
    ),
    handled as (${closeEvent})
    select (select count(*) from moved)::int4 as moved`,
  params: intentParams,
  columns: { moved: int4 },
})
