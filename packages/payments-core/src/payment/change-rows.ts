import type { CancelPayment, Payment } from '@azora/contract/payment'
import type { RefusalReason } from '@azora/contract/refusal-reason'
import { boolean, int4, int8, jsonb, nullable, text, textArray, timestamptz, uuid } from '@azora/db/column'
import { defineStatement } from '@azora/db/statement'
import {
  attemptOf,
  beginColumns,
  beginParams,
  beginResult,
  existingRecord,
  insertRecord,
  recordedAnswer,
  requestAudit,
  settledAttempt,
  settleParams,
  systemAttemptOf,
} from '../attempt/attempt-sql.ts'
import type { Microdeposits } from '../stripe/microdeposits.ts'
import { isBeingAttempted } from './intent-rows.ts'
import { paymentJson } from './payment-view.ts'

/** Whoever pays from an account that waits for micro-deposits has ten days to say what came, in SQL on a row of `payment`. */
const waitsForDeposits = `(payment.status = 'requires_action' and payment.method_type = 'us_bank_account')`

/** Reads back as `CaptureInput`. */
const captureInput = `jsonb_build_object('paymentIntentId', payment.stripe_payment_intent_id, 'amountMinor', payment.taken_minor)`

/**
 * Takes a request to capture. The payment's row lock puts rivals in line; while another attempt is open, the unique index on
 * open attempts rolls the statement back.
 */
export const beginCapture = defineStatement({
  name: 'payment/begin-capture',
  text: `
    with ${existingRecord('payments.capture')},
    payment as (
      select payment.id, payment.stripe_payment_intent_id, payment.currency,
             coalesce($amountMinor, payment.capturable_minor) as taken_minor, payment.capturable_minor
      from payment
      where payment.merchant_id = $merchantId and payment.id = $paymentId and payment.status = 'requires_capture'
        and coalesce($amountMinor, payment.capturable_minor) <= payment.capturable_minor
        and coalesce($amountMinor, payment.capturable_minor) % coalesce(($steps->>payment.currency)::int8, 1) = 0
        and payment.stripe_payment_intent_id is not null and not exists (select from existing)
      for update
    ),
    claim as (${insertRecord('payments.capture', 'payment')}),
    ${attemptOf('payments.capture', { subjectId: 'payment.id', input: captureInput, from: 'payment' })},
    audit as (${requestAudit('capture.requested', {
      subjectKind: 'payment',
      subjectId: 'payment.id',
      before: `jsonb_build_object('capturableMinor', payment.capturable_minor)`,
      after: `jsonb_build_object('amountMinor', payment.taken_minor, 'attemptId', $attemptId)`,
      from: 'payment',
    })})
    ${beginResult}`,
  params: {
    ...beginParams,
    paymentId: uuid,
    amountMinor: nullable(int8),
    steps: jsonb<Record<string, number>>(),
  },
  columns: beginColumns,
})

/** Reads back as `CancelInput`. */
const cancelInput = `jsonb_build_object('paymentIntentId', payment.stripe_payment_intent_id, 'reason', $reason)`

/** Takes a request to cancel; see `beginCapture` for rivals. A shopper cancels only what is theirs. */
export const beginCancel = defineStatement({
  name: 'payment/begin-cancel',
  text: `
    with ${existingRecord('payments.cancel')},
    payment as (
      select payment.id, payment.status, payment.stripe_payment_intent_id
      from payment
      where payment.merchant_id = $merchantId and payment.id = $paymentId and payment.status = any($statuses)
        and ($isAnybodys or payment.customer_id = (select id from customer where merchant_id = $merchantId and subject = $subject))
        and not exists (select from existing)
      for update
    ),
    claim as (${insertRecord('payments.cancel', 'payment')}),
    ${attemptOf('payments.cancel', { subjectId: 'payment.id', input: cancelInput, from: 'payment' })},
    audit as (${requestAudit('cancel.requested', {
      subjectKind: 'payment',
      subjectId: 'payment.id',
      before: `jsonb_build_object('status', payment.status)`,
      after: `jsonb_build_object('reason', $reason, 'attemptId', $attemptId)`,
      from: 'payment',
    })})
    ${beginResult}`,
  params: {
    ...beginParams,
    paymentId: uuid,
    statuses: textArray,
    isAnybodys: boolean,
    reason: nullable(text),
  },
  columns: beginColumns,
})

/** Takes a request to prove the bank account that a payment waits for; see `beginCapture` for rivals. */
export const beginVerifyPayment = defineStatement({
  name: 'payment/begin-verify',
  text: `
    with ${existingRecord('payments.verifyMicrodeposits')},
    payment as (
      select payment.id, payment.stripe_payment_intent_id
      from payment
      where payment.merchant_id = $merchantId and payment.id = $paymentId
        and payment.status = 'requires_action' and payment.method_type = 'us_bank_account'
        and payment.customer_id = (select id from customer where merchant_id = $merchantId and subject = $subject)
        and not exists (select from existing)
      for update
    ),
    claim as (${insertRecord('payments.verifyMicrodeposits', 'payment')}),
    ${attemptOf('payments.verifyMicrodeposits', {
      subjectId: 'payment.id',
      input: `$said || jsonb_build_object('paymentIntentId', payment.stripe_payment_intent_id)`,
      from: 'payment',
    })},
    audit as (${requestAudit('verification.requested', {
      subjectKind: 'payment',
      subjectId: 'payment.id',
      after: `jsonb_build_object('attemptId', $attemptId)`,
      from: 'payment',
    })})
    ${beginResult}`,
  params: { ...beginParams, paymentId: uuid, said: jsonb<Microdeposits>() },
  columns: beginColumns,
})

/** Begins the cancellation of one payment that waits for its shopper, of those that `which` describes, for nobody's request. */
const systemCancel = (actor: string, which: string) => `
    with payment as (
      select payment.id, payment.status, payment.stripe_payment_intent_id
      from payment
      where payment.merchant_id = $merchantId and payment.status in ('requires_payment_method', 'requires_action')
        and not ${isBeingAttempted} and ${which}
      order by payment.created_at limit 1
      for update skip locked
    ),
    ${systemAttemptOf('payments.cancel', { subjectId: 'payment.id', input: cancelInput, from: 'payment' })},
    audit as (
      insert into audit_entry (merchant_id, id, actor, action, subject_kind, subject_id, before, after, at)
      select $merchantId, $auditId, '${actor}', 'cancel.requested', 'payment', payment.id::text,
             jsonb_build_object('status', payment.status), jsonb_build_object('reason', $reason, 'attemptId', $attemptId), $now
      from payment
    )
    select subject_id as "subjectId", input from attempt`
const systemCancelParams = {
  merchantId: uuid,
  attemptId: uuid,
  auditId: uuid,
  leaseSeconds: int4,
  reason: text,
  now: timestamptz,
}
const systemCancelColumns = {
  subjectId: uuid,
  input: jsonb<{ paymentIntentId: string | null; reason: NonNullable<CancelPayment['reason']> }>(),
}

/** The one that waits for the longest time, if nobody tried it since `before` and no link leads to it any more. */
export const beginAbandonedCancel = defineStatement({
  name: 'payment/begin-abandoned-cancel',
  text: systemCancel(
    'sweeper',
    `payment.created_at < $before - case when ${waitsForDeposits} then interval '10 days' else interval '0' end
        and (payment.continue_until is null or payment.continue_until < $now)
        and not exists (select from attempt where attempt.merchant_id = payment.merchant_id
          and attempt.subject_id = payment.id and attempt.created_at >= $before)`,
  ),
  params: { ...systemCancelParams, before: timestamptz },
  columns: systemCancelColumns,
})

/** The one of a PaymentIntent, if Stripe told of so many declines. */
export const beginStopCancel = defineStatement({
  name: 'payment/begin-stop-cancel',
  text: systemCancel(
    'system',
    `payment.stripe_payment_intent_id = $paymentIntentId
        and (select count(*) from (select from webhook_event
          where webhook_event.merchant_id = payment.merchant_id and webhook_event.object_id = $paymentIntentId
            and webhook_event.type = 'payment_intent.payment_failed' limit $declinesAtMost) as decline) = $declinesAtMost`,
  ),
  params: { ...systemCancelParams, paymentIntentId: text, declinesAtMost: int4 },
  columns: systemCancelColumns,
})

/** Cancels a payment for which nothing was ever made at Stripe. */
export const cancelUnmade = defineStatement({
  name: 'payment/cancel-unmade',
  text: `
    with moved as (
      update payment set status = 'canceled', version = version + 1, updated_at = $now
      where merchant_id = $merchantId and id = $paymentId and stripe_payment_intent_id is null
        and status = 'requires_payment_method'
      returning id
    )
    insert into audit_entry (merchant_id, id, actor, action, subject_kind, subject_id, after, at)
    select $merchantId, $auditId, 'system', 'payment.canceled', 'payment', moved.id::text,
           jsonb_build_object('status', 'canceled'), $now
    from moved`,
  params: { merchantId: uuid, paymentId: uuid, auditId: uuid, now: timestamptz },
  columns: {},
})

/**
 * Ends the attempt to capture or cancel a payment and stores the answer: the payment as it is now, or the refusal
 * `$refusalCode`, noted in the audit log as `$refusedAction`.
 */
export const settleChange = defineStatement({
  name: 'payment/settle-change',
  text: `
    with ${settledAttempt},
    audit as (
      insert into audit_entry (merchant_id, id, actor, action, subject_kind, subject_id, after, at)
      select $merchantId, $auditId, 'stripe', $refusedAction, 'payment', attempt.subject_id::text,
             jsonb_build_object('failure', $failure, 'attemptId', $attemptId), $now
      from attempt where $refusalCode is not null
    ),
    answered as (
      select case when $refusalCode is null then ${paymentJson('payment')} end as answer,
             case when $refusalCode is not null then
               jsonb_build_object('code', $refusalCode, 'paymentId', payment.id, 'status', payment.status) end as refusal
      from attempt
      join payment on payment.merchant_id = attempt.merchant_id and payment.id = attempt.subject_id
    ),
    ${recordedAnswer}
    select answer, refusal from answered`,
  params: { ...settleParams, refusalCode: nullable(text), refusedAction: text },
  columns: { answer: nullable(jsonb<Payment>()), refusal: nullable(jsonb<RefusalReason>()) },
})
