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
import { isUsable } from '../method/method-view.ts'

/**
 * The parts of statements that begin a payment, or another try of one. Names of CTEs that they refer to: `priced` (the lines)
 * and `total` (one row, or none when nothing can be charged), `payment`, and `method` where a saved one is charged.
 */

/**
 * The merchant's limits within Stripe's. One that lies beyond Stripe's is a mistake and lets nothing through, so that
 * `checkAmount` gets to say so.
 */
const limits = `
  limits as (
    select coalesce((chosen->>'minimum')::int8, $minimumMinor) as minimum, coalesce((chosen->>'maximum')::int8, $maximumMinor) as maximum
    from (select settings->'charges'->'limits'->$currency as chosen from merchant where id = $merchantId) as merchant
  )`

const total = (names: string) => `
  ${limits},
  total as (
    select sum(unit_amount_minor * quantity)::int8 as amount_minor, ${names} as names
    from priced
    having count(*) > 0 and count(*) = count(name)
      and sum(unit_amount_minor * quantity) between (select minimum from limits where minimum >= $minimumMinor)
        and (select maximum from limits where maximum <= $maximumMinor)
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
  'paymentMethodId', method.stripe_payment_method_id, 'customerId', method.stripe_customer_id, 'isOffSession', ${isOffSession},
  'mandateId', method.stripe_mandate_id`

/** What a payment is tried with; `kept token` is saved with Stripe's customer of the CTE `keeper` once it has paid. */
type PaysWith = 'token' | 'kept token' | 'saved method' | 'saved method off session'

const isSaved = (paysWith: PaysWith) => paysWith === 'saved method' || paysWith === 'saved method off session'

const confirmedBy: Record<PaysWith, string> = {
  token: byToken,
  'kept token': `${byToken}, 'customerId', keeper.stripe_customer_id, 'keepsMethod', true`,
  'saved method': bySavedMethod(false),
  'saved method off session': bySavedMethod(true),
}

/** The CTE that a way of paying needs, and where it stands among row sources. It gives one row, or none. */
function sourceOf(paysWith: PaysWith, subject: string): { cte: string; from: string } {
  if (isSaved(paysWith)) return { cte: `${chosenMethod(subject)},`, from: ', method' }
  if (paysWith === 'token') return { cte: '', from: '' }
  const cte = `
    keeper as (
      select stripe_customer_id from customer
      where merchant_id = $merchantId and subject = ${subject} and stripe_customer_id is not null
    ),`
  return { cte, from: ', keeper' }
}

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
    insert into customer (merchant_id, id, subject, email, name, locale, created_at)
    select $merchantId, $customerId, ${subject}, $email, $name, $locale, $now from claim
    on conflict (merchant_id, subject) do update
      set email = coalesce(excluded.email, customer.email), name = coalesce(excluded.name, customer.name),
        locale = coalesce(excluded.locale, customer.locale)
    returning id
  )`
export const buyerParams = { customerId: uuid, email: nullable(text), name: nullable(text), locale: nullable(text) }

/**
 * The saved method to charge: the one that is named, or the customer's default. No row when there is none. Its lock makes a
 * removal that comes at this moment wait until the payment has counted itself, or this find that the removal was first.
 */
const chosenMethod = (subject: string) => `
  method as (
    select saved_method.id, saved_method.customer_id, saved_method.stripe_payment_method_id, saved_method.stripe_mandate_id,
      customer.stripe_customer_id
    from customer
    join saved_method on saved_method.merchant_id = customer.merchant_id and saved_method.customer_id = customer.id
    where customer.merchant_id = $merchantId and customer.subject = ${subject}
      and customer.stripe_customer_id is not null and ${isUsable('saved_method')}
      and case when $savedMethodId is null then saved_method.is_default else saved_method.id = $savedMethodId end
      and not exists (select from existing)
    for no key update of saved_method
  )`
export const chosenMethodParams = { savedMethodId: nullable(uuid) }

/** Whose payment it is, in SQL, and what it is tried with. `priced` is SQL of the CTEs of that name and of `total`. */
interface Beginning {
  priced: string
  subject: string
  paysWith: PaysWith
}

/**
 * Takes a request for a new payment: idempotency record, customer, payment, lines, first attempt and audit entry in one
 * commit. Writes nothing when the request was taken before, or when there is nothing that can be charged.
 */
export function beginPaymentText(operation: string, { priced, subject, paysWith }: Beginning): string {
  const { cte, from } = sourceOf(paysWith, subject)
  const claim = insertRecord(operation, `total${from} where not exists (select from existing)`)
  return `
    with ${existingRecord(operation)}, ${priced}, ${cte}
    claim as (${claim} on conflict do nothing returning request_id),
    ${isSaved(paysWith) ? 'buyer as (select method.customer_id as id from claim, method)' : upsertedBuyer(subject)},
    payment as (
      insert into payment (merchant_id, id, customer_id, status, currency, amount_minor, description, metadata, capture_method,
                           statement_descriptor_suffix, saved_method_id, created_at, updated_at)
      select $merchantId, $paymentId, buyer.id, 'processing', $currency, total.amount_minor,
             coalesce($description, total.names), $metadata, $captureMethod, $statementDescriptorSuffix,
             ${isSaved(paysWith) ? 'method.id' : 'null::uuid'}, $now, $now
      from claim, buyer, total${from}
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
      input: attemptInput('null', confirmedBy[paysWith]),
      from: `payment${from}`,
    })},
    audit as (${paymentAudit('payment.created')})
    ${beginResult}`
}

/**
 * Takes a request that continues a payment whose last try was declined. The payment's row lock puts rivals in line;
 * one that comes second finds another status and writes nothing, or breaks a unique key and is rolled back whole.
 */
export function beginNextAttemptText(operation: string, { priced, subject, paysWith }: Beginning): string {
  const { cte, from } = sourceOf(paysWith, subject)
  // The intent may have been made before there was anything to keep with a customer.
  const input = paysWith === 'token' ? byToken : `${confirmedBy[paysWith]}, 'namesCustomer', true`
  return `
    with ${existingRecord(operation)}, ${priced}, ${cte}
    payment as (
      update payment set status = 'processing', decline_reason = null, version = version + 1, updated_at = $now,
        saved_method_id = ${isSaved(paysWith) ? 'method.id' : 'case when payment.continue_until is not null then payment.saved_method_id end'}
      from total${from}
      where payment.merchant_id = $merchantId and payment.id = $paymentId
        and payment.customer_id = (select id from customer where merchant_id = $merchantId and subject = ${subject})
        and payment.status = 'requires_payment_method'
        and payment.amount_minor = total.amount_minor and payment.currency = $currency
        and not exists (select from existing)
      returning payment.*
    ),
    claim as (${insertRecord(operation, 'payment')}),
    ${attemptOf(operation, {
      subjectId: 'payment.id',
      input: attemptInput('payment.stripe_payment_intent_id', input),
      from: `payment${from}`,
    })},
    audit as (${paymentAudit('payment.attempted')})
    ${beginResult}`
}
