import type { Payment } from '@azora/contract/payment'
import type { Cart } from '@azora/contract/quote'
import { int8, jsonb, nullable, text, uuid } from '@azora/db/column'
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
} from '../attempt/attempt-sql.ts'
import { holdColumns } from './hold-params.ts'
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

const operation = 'payments.process'

/** All that Stripe is sent for the attempt; `payment` is the row source. Reads back as `ProcessInput`. */
const attemptInput = (intentId: string) => `jsonb_build_object(
  'confirmationTokenId', $confirmationTokenId, 'paymentIntentId', ${intentId}, 'amountMinor', payment.amount_minor,
  'currency', payment.currency, 'description', payment.description, 'metadata', payment.metadata,
  'captureMethod', payment.capture_method, 'statementDescriptorSuffix', payment.statement_descriptor_suffix)`

const auditOf = (action: string) =>
  requestAudit(action, {
    subjectKind: 'payment',
    subjectId: '$paymentId',
    after: `jsonb_build_object('amountMinor', payment.amount_minor, 'currency', payment.currency, 'attemptId', $attemptId)`,
    from: 'payment',
  })

const processParams = {
  ...beginParams,
  items: jsonb<Cart['items']>(),
  currency: text,
  minimumMinor: int8,
  maximumMinor: int8,
  stepMinor: int8,
  paymentId: uuid,
  confirmationTokenId: text,
}

/**
 * Takes a request: idempotency record, customer, payment, lines, first attempt and audit entry in one commit.
 * Writes nothing when the request was taken before, or when the cart cannot be priced.
 */
export const beginPayment = defineStatement({
  name: 'payment/begin',
  text: `
    with ${existingRecord(operation)}, ${pricedCart},
    claim as (${insertRecord(operation, 'total where not exists (select from existing)')} on conflict do nothing returning request_id),
    buyer as (
      insert into customer (merchant_id, id, subject, email, name, created_at)
      select $merchantId, $customerId, $subject, $email, $name, $now from claim
      on conflict (merchant_id, subject) do update
        set email = coalesce(excluded.email, customer.email), name = coalesce(excluded.name, customer.name)
      returning id
    ),
    payment as (
      insert into payment (merchant_id, id, customer_id, status, currency, amount_minor, description, metadata, capture_method,
                           statement_descriptor_suffix, created_at, updated_at)
      select $merchantId, $paymentId, buyer.id, 'processing', $currency, total.amount_minor,
             coalesce($description, total.names), $metadata, $captureMethod, $statementDescriptorSuffix, $now, $now
      from claim, buyer, total
      returning payment.*
    ),
    line as (
      insert into line_item (merchant_id, payment_id, position, price_id, name, quantity, unit_amount_minor, amount_minor)
      select $merchantId, $paymentId, priced.position, priced.price_id, priced.name, priced.quantity,
             priced.unit_amount_minor, priced.unit_amount_minor * priced.quantity
      from priced, claim
    ),
    ${attemptOf(operation, { subjectId: 'payment.id', input: attemptInput('null'), from: 'payment' })},
    audit as (${auditOf('payment.created')})
    ${beginResult}`,
  params: {
    ...processParams,
    customerId: uuid,
    email: nullable(text),
    name: nullable(text),
    description: nullable(text),
    metadata: jsonb<Record<string, string>>(),
    captureMethod: text,
    statementDescriptorSuffix: nullable(text),
  },
  columns: beginColumns,
})

/**
 * Takes a request that continues a payment whose last try was declined. The payment's row lock puts rivals in line;
 * one that comes second finds another status and writes nothing, or breaks a unique key and is rolled back whole.
 */
export const beginNextAttempt = defineStatement({
  name: 'payment/begin-next-attempt',
  text: `
    with ${existingRecord(operation)}, ${pricedCart},
    payment as (
      update payment set status = 'processing', decline_reason = null, version = version + 1, updated_at = $now
      from total
      where payment.merchant_id = $merchantId and payment.id = $paymentId
        and payment.customer_id = (select id from customer where merchant_id = $merchantId and subject = $subject)
        and payment.status = 'requires_payment_method'
        and payment.amount_minor = total.amount_minor and payment.currency = $currency
        and not exists (select from existing)
      returning payment.*
    ),
    claim as (${insertRecord(operation, 'payment')}),
    ${attemptOf(operation, { subjectId: 'payment.id', input: attemptInput('payment.stripe_payment_intent_id'), from: 'payment' })},
    audit as (${auditOf('payment.attempted')})
    ${beginResult}`,
  params: processParams,
  columns: beginColumns,
})

export const findIntentId = defineStatement({
  name: 'payment/find-intent-id',
  text: `
    select stripe_payment_intent_id as "intentId" from payment where merchant_id = $merchantId and id = $paymentId`,
  params: { merchantId: uuid, paymentId: uuid },
  columns: { intentId: nullable(text) },
})

/**
 * Writes Stripe's answer: attempt, payment, stored answer and audit entry in one commit. An attempt whose lease another
 * has taken is left alone (no row comes back). A payment that an event has already moved on keeps its status.
 */
export const settleProcess = defineStatement({
  name: 'payment/settle-process',
  text: `
    with ${settledAttempt},
    changed as (
      update payment set
        status = case when payment.status = 'processing' then $status else payment.status end,
        decline_reason = case when payment.status = 'processing' then $declineReason else payment.decline_reason end,
        capturable_minor = case when payment.status = 'processing' then $capturableMinor else payment.capturable_minor end,
        capture_before = case when payment.status = 'processing' then $captureBefore else payment.capture_before end,
        stripe_payment_intent_id = coalesce(payment.stripe_payment_intent_id, $intentId), ${adoptMethod},
        version = payment.version + 1, updated_at = $now
      from attempt
      where payment.merchant_id = $merchantId and payment.id = attempt.subject_id
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
      select ${paymentJson('changed', `(select jsonb_agg(${timelineEntryJson('substr(audit.action, 9)', '$now')}) from audit)`)} as answer, null::jsonb as refusal
      from changed
    ),
    ${recordedAnswer}
    select answer from answered`,
  params: {
    ...settleParams,
    status: text,
    declineReason: nullable(text),
    intentId: nullable(text),
    ...methodColumns,
    ...holdColumns,
    action: text,
  },
  columns: { answer: jsonb<Payment>() },
})
