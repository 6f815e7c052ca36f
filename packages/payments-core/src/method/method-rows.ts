import type { SavedMethod, MethodSetup, DeletedMethod } from '@azora/contract/payment-method'
import type { RefusalReason } from '@azora/contract/refusal-reason'
import { boolean, int4, jsonb, nullable, text, timestamptz, uuid } from '@azora/db/column'
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
import { closeEventSql } from '../event/event-sql.ts'
import { isUsable, savedMethodJson, setupJson } from './method-view.ts'

const ownCustomer = `(select id from customer where merchant_id = $merchantId and subject = $subject)`

/**
 * Takes over what Stripe says of a method: a new one, new details, or that it is gone (`$detachedAt`); a method that is gone
 * stays gone, whatever order the news come in. The first that a customer has becomes their default. The event, if one
 * brought the news, is closed. Gives no row, and closes nothing, when Stripe's customer is none of ours.
 *
 * Two first methods at once break the unique key of defaults: run it again.
 */
export const keepMethod = defineStatement({
  name: 'method/keep',
  text: `
    with owner as (
      select id from customer where merchant_id = $merchantId and stripe_customer_id = $stripeCustomerId
    ),
    moved as (
      insert into saved_method as method (merchant_id, id, customer_id, stripe_payment_method_id, type, brand, last4, bank_name,
        expiry_month, expiry_year, fingerprint_hash, stripe_mandate_id, is_default, created_at, detached_at)
      select $merchantId, $savedMethodId, owner.id, $stripePaymentMethodId, $type, $brand, $last4, $bankName,
        $expiryMonth, $expiryYear, $fingerprintHash, $mandateId,
        $detachedAt is null and not exists (select from saved_method as other where other.merchant_id = $merchantId
          and other.customer_id = owner.id and other.is_default and other.detached_at is null),
        $now, $detachedAt
      from owner
      on conflict (merchant_id, stripe_payment_method_id) do update set
        brand = excluded.brand, last4 = excluded.last4, bank_name = excluded.bank_name, expiry_month = excluded.expiry_month,
        expiry_year = excluded.expiry_year, fingerprint_hash = excluded.fingerprint_hash,
        stripe_mandate_id = coalesce(excluded.stripe_mandate_id, method.stripe_mandate_id),
        is_default = method.is_default and excluded.detached_at is null,
        removing_at = case when excluded.detached_at is null then method.removing_at end,
        detached_at = excluded.detached_at
      where method.detached_at is null and method.customer_id = excluded.customer_id and (
        excluded.detached_at is not null
        or excluded.stripe_mandate_id is not null and excluded.stripe_mandate_id is distinct from method.stripe_mandate_id
        or (excluded.brand, excluded.last4, excluded.bank_name, excluded.expiry_month, excluded.expiry_year, excluded.fingerprint_hash)
          is distinct from
          (method.brand, method.last4, method.bank_name, method.expiry_month, method.expiry_year, method.fingerprint_hash))
      returning method.*
    ),
    audit as (
      insert into audit_entry (merchant_id, id, actor, action, subject_kind, subject_id, after, at)
      select $merchantId, $auditId, 'stripe',
             case when moved.detached_at is not null then 'method.detached' when moved.id = $savedMethodId then 'method.saved'
               else 'method.updated' end,
             'method', moved.id::text,
             jsonb_build_object('type', moved.type, 'isDefault', moved.is_default, 'expiryMonth', moved.expiry_month,
               'expiryYear', moved.expiry_year, 'eventId', $eventId), $now
      from moved
    ),
    handled as (${closeEventSql('moved')} and exists (select from owner))
    select coalesce((select id from moved), (select id from saved_method
        where merchant_id = $merchantId and stripe_payment_method_id = $stripePaymentMethodId)) as "savedMethodId",
      exists (select from moved) as "hasMoved"
    from owner`,
  params: {
    merchantId: uuid,
    savedMethodId: uuid,
    stripeCustomerId: text,
    stripePaymentMethodId: text,
    type: text,
    brand: nullable(text),
    last4: nullable(text),
    bankName: nullable(text),
    expiryMonth: nullable(int4),
    expiryYear: nullable(int4),
    fingerprintHash: nullable(text),
    mandateId: nullable(text),
    detachedAt: nullable(timestamptz),
    eventId: nullable(text),
    auditId: uuid,
    now: timestamptz,
  },
  columns: { savedMethodId: nullable(uuid), hasMoved: boolean },
})

/** Stripe's customer that a method of ours belongs to: a method that was detached no longer says so itself. */
export const findMethodOwner = defineStatement({
  name: 'method/find-owner',
  text: `
    select customer.stripe_customer_id as "stripeCustomerId"
    from saved_method
    join customer on customer.merchant_id = saved_method.merchant_id and customer.id = saved_method.customer_id
    where saved_method.merchant_id = $merchantId and saved_method.stripe_payment_method_id = $stripePaymentMethodId`,
  params: { merchantId: uuid, stripePaymentMethodId: text },
  columns: { stripeCustomerId: nullable(text) },
})

export const listMethods = defineStatement({
  name: 'method/list',
  text: `
    select
      (select coalesce(jsonb_agg(${savedMethodJson('method')} order by method.is_default desc, method.created_at desc, method.id), '[]')
        from (select * from saved_method where saved_method.merchant_id = $merchantId and saved_method.customer_id = customer.id
          and ${isUsable('saved_method')} order by is_default desc, created_at desc limit $limit) as method) as methods,
      (select coalesce(jsonb_agg(${setupJson('setup')} order by setup.created_at desc), '[]')
        from (select * from method_setup where method_setup.merchant_id = $merchantId and method_setup.customer_id = customer.id
          and method_setup.microdeposit_kind is not null order by created_at desc limit $limit) as setup) as waiting
    from customer where customer.merchant_id = $merchantId and customer.subject = $subject`,
  params: { merchantId: uuid, subject: text, limit: int4 },
  columns: { methods: jsonb<SavedMethod[]>(), waiting: jsonb<MethodSetup[]>() },
})

export const findOwnMethod = defineStatement({
  name: 'method/find-own',
  text: `
    select ${savedMethodJson('saved_method')} as method, saved_method.charging
    from saved_method
    where saved_method.merchant_id = $merchantId and saved_method.id = $savedMethodId
      and saved_method.customer_id = ${ownCustomer} and ${isUsable('saved_method')}`,
  params: { merchantId: uuid, subject: text, savedMethodId: uuid },
  columns: { method: jsonb<SavedMethod>(), charging: int4 },
})

/**
 * Makes one of the caller's methods their default. The customer's row puts rivals in line; a default that came after this
 * statement began breaks the unique key: run it again.
 */
export const setDefaultMethod = defineStatement({
  name: 'method/set-default',
  text: `
    with owner as (
      select id from customer where merchant_id = $merchantId and subject = $subject for no key update
    ),
    chosen as (
      select saved_method.id from saved_method, owner
      where saved_method.merchant_id = $merchantId and saved_method.id = $savedMethodId
        and saved_method.customer_id = owner.id and ${isUsable('saved_method')}
    ),
    cleared as (
      update saved_method set is_default = false from owner, chosen
      where saved_method.merchant_id = $merchantId and saved_method.customer_id = owner.id and saved_method.id <> chosen.id
        and saved_method.detached_at is null
      returning saved_method.id
    ),
    -- Counting them first makes the old default go before the new one comes.
    moved as (
      update saved_method set is_default = true from chosen, (select count(*) from cleared) as others
      where saved_method.merchant_id = $merchantId and saved_method.id = chosen.id
        and ${isUsable('saved_method')} and not saved_method.is_default
      returning saved_method.id
    ),
    audit as (
      insert into audit_entry (merchant_id, id, actor, action, subject_kind, subject_id, after, at)
      select $merchantId, $auditId, $actor, 'method.default_chosen', 'method', moved.id::text, null::jsonb, $now from moved
    )
    select id from chosen`,
  params: { merchantId: uuid, subject: text, savedMethodId: uuid, actor: text, auditId: uuid, now: timestamptz },
  columns: { id: uuid },
})

const operation = 'paymentMethods.delete'

/**
 * Takes a request to remove a method: from here on nobody sees or uses it. The row itself is written, so that a payment
 * that begins at this moment and this removal find each other there: whichever is second sees the other.
 */
export const beginDelete = defineStatement({
  name: 'method/begin-delete',
  text: `
    with ${existingRecord(operation)},
    method as (
      update saved_method set removing_at = $now
      where saved_method.merchant_id = $merchantId and saved_method.id = $savedMethodId
        and saved_method.customer_id = ${ownCustomer}
        and ${isUsable('saved_method')} and saved_method.charging = 0 and not exists (select from existing)
      returning id, stripe_payment_method_id
    ),
    claim as (${insertRecord(operation, 'method')}),
    ${attemptOf(operation, {
      subjectId: 'method.id',
      input: `jsonb_build_object('stripePaymentMethodId', method.stripe_payment_method_id)`,
      from: 'method',
    })},
    audit as (${requestAudit('method.removal_requested', {
      subjectKind: 'method',
      subjectId: 'method.id',
      after: `jsonb_build_object('attemptId', $attemptId)`,
      from: 'method',
    })})
    ${beginResult}`,
  params: { ...beginParams, savedMethodId: uuid },
  columns: beginColumns,
})

/** Ends the attempt: the method is gone, or it is its owner's again because Stripe did not let go of it. */
export const settleDelete = defineStatement({
  name: 'method/settle-delete',
  text: `
    with ${settledAttempt},
    method as (
      update saved_method set removing_at = null,
        detached_at = case when $isGone then coalesce(saved_method.detached_at, $now) else saved_method.detached_at end,
        is_default = saved_method.is_default and not $isGone
      from attempt
      where saved_method.merchant_id = $merchantId and saved_method.id = attempt.subject_id
      returning saved_method.id, saved_method.detached_at is not null as is_deleted
    ),
    audit as (
      insert into audit_entry (merchant_id, id, actor, action, subject_kind, subject_id, after, at)
      select $merchantId, $auditId, 'stripe', case when method.is_deleted then 'method.removed' else 'method.removal_refused' end,
             'method', method.id::text, jsonb_build_object('failure', $failure, 'attemptId', $attemptId), $now
      from method
    ),
    answered as (
      select case when method.is_deleted then jsonb_build_object('savedMethodId', method.id, 'isDeleted', true) end as answer,
             case when not method.is_deleted then
               jsonb_build_object('code', 'saved_method_not_removable', 'savedMethodId', method.id) end as refusal
      from method
    ),
    ${recordedAnswer}
    select answer, refusal from answered`,
  params: { ...settleParams, isGone: boolean },
  columns: { answer: nullable(jsonb<DeletedMethod>()), refusal: nullable(jsonb<RefusalReason>()) },
})

export const selectDeleted = defineStatement({
  name: 'method/select-deleted',
  text: `
    select detached_at is not null as "isDeleted" from saved_method where merchant_id = $merchantId and id = $savedMethodId`,
  params: { merchantId: uuid, savedMethodId: uuid },
  columns: { isDeleted: boolean },
})
