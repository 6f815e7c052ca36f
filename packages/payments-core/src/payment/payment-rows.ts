import type { Payment } from '@azora/contract/payment'
import type { Cart } from '@azora/contract/quote'
import { int4, int8, jsonb, nullable, text, timestamptz, uuid } from '@azora/db/column'
import { defineStatement } from '@azora/db/statement'
import { adoptMethod, methodColumns } from './method-params.ts'
import { paymentJson, timelineEntryJson } from './payment-view.ts'

/** Prices the cart inside the statement that takes the request, so that what is charged is what was looked up. */
const pricedCart = `
  priced as (
    select item.position::int4 as position, price.id as price_id, product.name,
           (item.value->>'quantity')::int4 as quantity, price.unit_amount_minor
    from jsonb_array_elements($items) with ordinality as item(value, position)
    left join price on price.merchant_id = $merchantId and price.id = (item.value->>'priceId')::uuid
      and price.currency = $currency and price.active
    left join product on product.merchant_id = $merchantId and product.id = price.product_id and product.active
  ),
  total as (
    select sum(unit_amount_minor * quantity)::int8 as amount_minor, left(string_agg(name, ', ' order by position), 200) as names
    from priced
    having count(*) > 0 and count(*) = count(name)
      and sum(unit_amount_minor * quantity) between $minimumMinor and $maximumMinor
      and sum(unit_amount_minor * quantity) % $stepMinor = 0
  )`

const earlierRequest = `
  existing as (
    select fingerprint, answer, payment_id, attempt_id from idempotency_record
    where merchant_id = $merchantId and caller = $subject and operation = 'payments.process' and request_id = $requestId
  )`

const newAttempt = (number: string, intentId: string, from: string) => `
  insert into payment_attempt (merchant_id, id, payment_id, number, state, confirmation_token_id, payment_intent_id,
                               lease_until, created_at)
  select $merchantId, $attemptId, $paymentId, ${number}, 'started', $confirmationTokenId, ${intentId},
         now() + make_interval(secs => $leaseSeconds), $now
  from ${from}`

const newRecord = (from: string) => `
  insert into idempotency_record (merchant_id, caller, operation, request_id, fingerprint, payment_id, attempt_id, created_at)
  select $merchantId, $subject, 'payments.process', $requestId, $fingerprint, $paymentId, $attemptId, $now
  from ${from}`

const newAuditEntry = (action: string, from: string) => `
  insert into audit_entry (merchant_id, id, actor, action, subject_kind, subject_id, request_id, after, at)
  select $merchantId, $auditId, 'customer:' || $subject, '${action}', 'payment', $paymentId::text, $requestId::text,
         jsonb_build_object('amountMinor', ${from}.amount_minor, 'currency', ${from}.currency, 'attemptId', $attemptId), $now
  from ${from}`

const requestParams = {
  merchantId: uuid,
  subject: text,
  requestId: uuid,
  fingerprint: text,
  items: jsonb<Cart['items']>(),
  currency: text,
  minimumMinor: int8,
  maximumMinor: int8,
  stepMinor: int8,
  paymentId: uuid,
  attemptId: uuid,
  auditId: uuid,
  confirmationTokenId: text,
  leaseSeconds: int4,
  now: timestamptz,
}

const requestColumns = {
  fingerprint: nullable(text),
  answer: nullable(jsonb<Payment>()),
  existingAttemptId: nullable(uuid),
  begunMinor: nullable(int8),
  description: nullable(text),
  metadata: nullable(jsonb<Record<string, string>>()),
  paymentIntentId: nullable(text),
}

/**
 * Takes a request: idempotency record, customer, payment, lines, first attempt and audit entry in one commit.
 * Writes nothing when the request was taken before, or when the cart cannot be priced.
 */
export const beginPayment = defineStatement({
  name: 'payment/begin',
  text: `
    with ${earlierRequest}, ${pricedCart},
    claim as (${newRecord('total where not exists (select from existing)')} on conflict do nothing returning payment_id),
    buyer as (
      insert into customer (merchant_id, id, subject, email, name, created_at)
      select $merchantId, $customerId, $subject, $email, $name, $now from claim
      on conflict (merchant_id, subject) do update
        set email = coalesce(excluded.email, customer.email), name = coalesce(excluded.name, customer.name)
      returning id
    ),
    created as (
      insert into payment (merchant_id, id, customer_id, status, currency, amount_minor, description, metadata, created_at, updated_at)
      select $merchantId, $paymentId, buyer.id, 'processing', $currency, total.amount_minor,
             coalesce($description, total.names), $metadata, $now, $now
      from claim, buyer, total
      returning id, amount_minor, currency, description, metadata
    ),
    line as (
      insert into line_item (merchant_id, payment_id, position, price_id, name, quantity, unit_amount_minor, amount_minor)
      select $merchantId, $paymentId, priced.position, priced.price_id, priced.name, priced.quantity,
             priced.unit_amount_minor, priced.unit_amount_minor * priced.quantity
      from priced, claim
    ),
    attempt as (${newAttempt('1', 'null', 'created')}),
    audit as (${newAuditEntry('payment.created', 'created')})
    select existing.fingerprint, existing.answer, existing.attempt_id as "existingAttemptId",
           created.amount_minor as "begunMinor", created.description, created.metadata, null::text as "paymentIntentId"
    from (select) as one left join existing on true left join created on true`,
  params: {
    ...requestParams,
    customerId: uuid,
    email: nullable(text),
    name: nullable(text),
    description: nullable(text),
    metadata: jsonb<Record<string, string>>(),
  },
  columns: requestColumns,
})

/**
 * Takes a request that continues a payment whose last try was declined. The payment's row lock puts rivals in line;
 * one that comes second finds another status and writes nothing, or breaks a unique key and is rolled back whole.
 */
export const beginNextAttempt = defineStatement({
  name: 'payment/begin-next-attempt',
  text: `
    with ${earlierRequest}, ${pricedCart},
    moved as (
      update payment set status = 'processing', decline_reason = null, version = version + 1, updated_at = $now
      from total
      where payment.merchant_id = $merchantId and payment.id = $paymentId
        and payment.customer_id = (select id from customer where merchant_id = $merchantId and subject = $subject)
        and payment.status = 'requires_payment_method'
        and payment.amount_minor = total.amount_minor and payment.currency = $currency
        and not exists (select from existing)
      returning payment.id, payment.amount_minor, payment.currency, payment.description, payment.metadata,
        payment.stripe_payment_intent_id
    ),
    claim as (${newRecord('moved')}),
    attempt as (${newAttempt(
      `(select max(number) + 1 from payment_attempt where merchant_id = $merchantId and payment_id = $paymentId)`,
      'moved.stripe_payment_intent_id',
      'moved',
    )}),
    audit as (${newAuditEntry('payment.attempted', 'moved')})
    select existing.fingerprint, existing.answer, existing.attempt_id as "existingAttemptId",
           moved.amount_minor as "begunMinor", moved.description, moved.metadata,
           moved.stripe_payment_intent_id as "paymentIntentId"
    from (select) as one left join existing on true left join moved on true`,
  params: requestParams,
  columns: requestColumns,
})

/** What an earlier request with this id left behind. */
export const findRequest = defineStatement({
  name: 'payment/find-request',
  text: `
    select fingerprint, answer, attempt_id as "attemptId" from idempotency_record
    where merchant_id = $merchantId and caller = $subject and operation = 'payments.process' and request_id = $requestId`,
  params: { merchantId: uuid, subject: text, requestId: uuid },
  columns: { fingerprint: text, answer: nullable(jsonb<Payment>()), attemptId: nullable(uuid) },
})

export const findIntentId = defineStatement({
  name: 'payment/find-intent-id',
  text: `
    select stripe_payment_intent_id as "intentId" from payment where merchant_id = $merchantId and id = $paymentId`,
  params: { merchantId: uuid, paymentId: uuid },
  columns: { intentId: nullable(text) },
})

const leasedColumns = {
  attemptId: uuid,
  paymentId: uuid,
  leaseToken: int4,
  tries: int4,
  createdAt: timestamptz,
  confirmationTokenId: text,
  paymentIntentId: nullable(text),
  amountMinor: int8,
  currency: text,
  description: text,
  metadata: jsonb<Record<string, string>>(),
}

const takeLease = (chosen: string) => `
  update payment_attempt set state = 'started', lease_token = lease_token + 1, tries = tries + 1,
         lease_until = now() + make_interval(secs => $leaseSeconds)
  from payment
  where ${chosen}
    and payment.merchant_id = payment_attempt.merchant_id and payment.id = payment_attempt.payment_id
  returning payment_attempt.id as "attemptId", payment_attempt.payment_id as "paymentId",
    payment_attempt.lease_token as "leaseToken", payment_attempt.tries, payment_attempt.created_at as "createdAt",
    payment_attempt.confirmation_token_id as "confirmationTokenId", payment_attempt.payment_intent_id as "paymentIntentId",
    payment.amount_minor as "amountMinor", payment.currency::text, payment.description, payment.metadata`

/** Takes over one open attempt that nobody works on: its answer was lost, or its lease ran out with its owner. */
export const takeOverAttempt = defineStatement({
  name: 'payment/take-over-attempt',
  text: takeLease(`payment_attempt.merchant_id = $merchantId and payment_attempt.id = $attemptId
    and (payment_attempt.state = 'unknown' or payment_attempt.state = 'started' and payment_attempt.lease_until < now())`),
  params: { merchantId: uuid, attemptId: uuid, leaseSeconds: int4 },
  columns: leasedColumns,
})

/** Takes over the open attempt whose lease or pause is over for the longest time. Rivals skip what another has locked. */
export const takeOverDueAttempt = defineStatement({
  name: 'payment/take-over-due-attempt',
  text: takeLease(`(payment_attempt.merchant_id, payment_attempt.id) in (
    select merchant_id, id from payment_attempt
    where merchant_id = $merchantId and state in ('started', 'unknown') and lease_until < now()
    order by lease_until limit 1 for update skip locked)`),
  params: { merchantId: uuid, leaseSeconds: int4 },
  columns: leasedColumns,
})

/** No answer came. Whoever asks for the same request next may try at once; the sweeper waits out the pause. */
export const markAttemptUnknown = defineStatement({
  name: 'payment/mark-attempt-unknown',
  text: `
    update payment_attempt set state = 'unknown', lease_until = now() + make_interval(secs => $pauseSeconds)
    where merchant_id = $merchantId and id = $attemptId and lease_token = $leaseToken and state = 'started'
    returning id`,
  params: { merchantId: uuid, attemptId: uuid, leaseToken: int4, pauseSeconds: int4 },
  columns: { id: uuid },
})

/**
 * Writes Stripe's answer: attempt, payment, stored answer and audit entry in one commit. An attempt whose lease another
 * has taken is left alone (no row comes back). A payment that an event has already moved on keeps its status.
 */
export const settleAttempt = defineStatement({
  name: 'payment/settle-attempt',
  text: `
    with attempt as (
      update payment_attempt set state = $state, settled_at = $now, decline_reason = $declineReason
      where merchant_id = $merchantId and id = $attemptId and lease_token = $leaseToken and state = 'started'
      returning payment_id
    ),
    changed as (
      update payment set
        status = case when payment.status = 'processing' then $status else payment.status end,
        decline_reason = case when payment.status = 'processing' then $declineReason else payment.decline_reason end,
        stripe_payment_intent_id = coalesce(payment.stripe_payment_intent_id, $intentId), ${adoptMethod},
        version = payment.version + 1, updated_at = $now
      from attempt
      where payment.merchant_id = $merchantId and payment.id = attempt.payment_id
      returning payment.*
    ),
    audit as (
      insert into audit_entry (merchant_id, id, actor, action, subject_kind, subject_id, after, at)
      select $merchantId, $auditId, 'stripe', $action, 'payment', changed.id::text,
             jsonb_build_object('status', changed.status, 'declineReason', $declineReason, 'attemptId', $attemptId), $now
      from changed
      returning action
    ),
    answered as (
      select ${paymentJson('changed', `(select jsonb_agg(${timelineEntryJson('substr(audit.action, 9)', '$now')}) from audit)`)} as answer
      from changed
    ),
    record as (
      update idempotency_record set answer = answered.answer, answered_at = $now from answered
      where merchant_id = $merchantId and attempt_id = $attemptId and idempotency_record.answer is null
    )
    select answer from answered`,
  params: {
    merchantId: uuid,
    attemptId: uuid,
    leaseToken: int4,
    state: text,
    status: text,
    declineReason: nullable(text),
    intentId: nullable(text),
    ...methodColumns,
    auditId: uuid,
    action: text,
    now: timestamptz,
  },
  columns: { answer: jsonb<Payment>() },
})
