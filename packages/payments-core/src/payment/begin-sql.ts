import type { Cart } from '@azora/contract/quote'
import { int8, jsonb, nullable, text, uuid } from '@azora/db/column'
import {
  attemptOf,
  beginParams,
  beginResult,
  existingRecord,
  insertRecord,
  requestAudit,
} from '../attempt/attempt-sql.ts'

/**
 * The parts of statements that begin a payment, or another try of one. Names of CTEs that they refer to: `priced` (the lines)
 * and `total` (one row, or none when nothing can be charged), `payment`, and `method` where a saved one is charged.
 */

const total = (names: string) => `
  total as (
    select sum(unit_amount_minor * quantity)::int8 as amount_minor, ${names} as names
    from priced
    having count(*) > 0 and count(*) = count(name)
      and sum(unit_amount_minor * quantity) between $minimumMinor and $maximumMinor
      and sum(unit_amount_minor * quantity) % $stepMinor = 0
  )`

/** Prices the cart inside the statement that takes the request, so that what is charged is what was looked up. */
export const pricedCart = `
  priced as (
    select item.position::int4 as position, price.id as price_id, product.name,
           (item.value->>'quantity')::int4 as quantity, price.unit_amount_minor
    from jsonb_array_elements($items) with ordinality as item(value, position)
    left join price on price.merchant_id = $merchantId and price.id = (item.value->>'priceId')::uuid
      and price.currency = $currency and price.active
    left join product on product.merchant_id = $merchantId and product.id = price.product_id and product.active
  ),
  ${total(`left(string_agg(name, ', ' order by position), 200)`)}`

/** The amount that a merchant's own backend names, as one line that is called like the payment. */
export const namedAmount = `
  priced as (
    select 1 as position, null::uuid as price_id, $description as name, 1 as quantity, $amountMinor as unit_amount_minor
  ),
  ${total(`min(name)`)}`

const limitParams = { currency: text, minimumMinor: int8, maximumMinor: int8, stepMinor: int8 }
export const cartParams = { items: jsonb<Cart['items']>(), ...limitParams }
export const namedAmountParams = { amountMinor: int8, ...limitParams }

/** How a try is confirmed, in SQL: a confirmation token, or the saved method of the CTE `method`. */
export const byToken = `'confirmationTokenId', $confirmationTokenId`
export const bySavedMethod = (isOffSession: boolean) => `
  'paymentMethodId', method.stripe_payment_method_id, 'customerId', method.stripe_customer_id, 'isOffSession', ${isOffSession}`

/** All that Stripe is sent for the attempt; `payment` is the row source. Reads back as `ProcessInput`. */
export const attemptInput = (intentId: string, confirmedBy: string) => `jsonb_build_object(
  ${confirmedBy}, 'paymentIntentId', ${intentId}, 'amountMinor', payment.amount_minor,
  'currency', payment.currency, 'description', payment.description, 'metadata', payment.metadata,
  'captureMethod', payment.capture_method, 'statementDescriptorSuffix', payment.statement_descriptor_suffix)`

export const paymentAudit = (action: string) =>
  requestAudit(action, {
    subjectKind: 'payment',
    subjectId: '$paymentId',
    after: `jsonb_build_object('amountMinor', payment.amount_minor, 'currency', payment.currency, 'attemptId', $attemptId)`,
    from: 'payment',
  })

/** The parameters of a new payment, whatever its lines and its method. */
export const newPaymentParams = {
  ...beginParams,
  paymentId: uuid,
  description: nullable(text),
  metadata: jsonb<Record<string, string>>(),
  captureMethod: text,
  statementDescriptorSuffix: nullable(text),
}

/** The buyer of a payment, made or brought up to date when the request is taken. */
const upsertedBuyer = (subject: string) => `
  buyer as (
    insert into customer (merchant_id, id, subject, email, name, created_at)
    select $merchantId, $customerId, ${subject}, $email, $name, $now from claim
    on conflict (merchant_id, subject) do update
      set email = coalesce(excluded.email, customer.email), name = coalesce(excluded.name, customer.name)
    returning id
  )`
export const buyerParams = { customerId: uuid, email: nullable(text), name: nullable(text) }

/** The saved method to charge: the one that is named, or the customer's default. No row when there is none. */
export const chosenMethod = `
  method as (
    select saved_method.id, saved_method.customer_id, saved_method.stripe_payment_method_id, customer.stripe_customer_id
    from customer
    join saved_method on saved_method.merchant_id = customer.merchant_id and saved_method.customer_id = customer.id
    where customer.merchant_id = $merchantId and customer.subject = $customerSubject
      and customer.stripe_customer_id is not null and saved_method.detached_at is null
      and case when $savedMethodId is null then saved_method.is_default else saved_method.id = $savedMethodId end
  )`
export const chosenMethodParams = { customerSubject: text, savedMethodId: nullable(uuid) }

/**
 * Takes a request for a new payment: idempotency record, customer, payment, lines, first attempt and audit entry in one
 * commit. Writes nothing when the request was taken before, or when there is nothing that can be charged.
 */
export function beginPaymentText(
  operation: string,
  { priced, buyer }: { priced: string; buyer: { subject: string } | 'owner of method' },
): string {
  const isSaved = buyer === 'owner of method'
  const source = isSaved ? 'total, method' : 'total'
  const claim = insertRecord(operation, `${source} where not exists (select from existing)`)
  return `
    with ${existingRecord(operation)}, ${priced},${isSaved ? `${chosenMethod},` : ''}
    claim as (${claim} on conflict do nothing returning request_id),
    ${isSaved ? 'buyer as (select method.customer_id as id from claim, method)' : upsertedBuyer(buyer.subject)},
    payment as (
      insert into payment (merchant_id, id, customer_id, status, currency, amount_minor, description, metadata, capture_method,
                           statement_descriptor_suffix, saved_method_id, created_at, updated_at)
      select $merchantId, $paymentId, buyer.id, 'processing', $currency, total.amount_minor,
             coalesce($description, total.names), $metadata, $captureMethod, $statementDescriptorSuffix,
             ${isSaved ? 'method.id' : 'null::uuid'}, $now, $now
      from claim, buyer, ${source}
      returning payment.*
    ),
    line as (
      insert into line_item (merchant_id, payment_id, position, price_id, name, quantity, unit_amount_minor, amount_minor)
      select $merchantId, $paymentId, priced.position, priced.price_id, priced.name, priced.quantity,
             priced.unit_amount_minor, priced.unit_amount_minor * priced.quantity
      from priced, claim
    ),
    ${attemptOf(operation, {
      subjectId: 'payment.id',
      input: attemptInput('null', isSaved ? bySavedMethod(true) : byToken),
      from: isSaved ? 'payment, method' : 'payment',
    })},
    audit as (${paymentAudit('payment.created')})
    ${beginResult}`
}

/**
 * Takes a request that continues a payment whose last try was declined. The payment's row lock puts rivals in line;
 * one that comes second finds another status and writes nothing, or breaks a unique key and is rolled back whole.
 */
export function beginNextAttemptText(
  operation: string,
  { priced, buyer }: { priced: string; buyer: { subject: string } },
): string {
  return `
    with ${existingRecord(operation)}, ${priced},
    payment as (
      update payment set status = 'processing', decline_reason = null, version = version + 1, updated_at = $now
      from total
      where payment.merchant_id = $merchantId and payment.id = $paymentId
        and payment.customer_id = (select id from customer where merchant_id = $merchantId and subject = ${buyer.subject})
        and payment.status = 'requires_payment_method'
        and payment.amount_minor = total.amount_minor and payment.currency = $currency
        and not exists (select from existing)
      returning payment.*
    ),
    claim as (${insertRecord(operation, 'payment')}),
    ${attemptOf(operation, {
      subjectId: 'payment.id',
      input: attemptInput('payment.stripe_payment_intent_id', byToken),
      from: 'payment',
    })},
    audit as (${paymentAudit('payment.attempted')})
    ${beginResult}`
}
