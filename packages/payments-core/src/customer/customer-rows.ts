import { boolean, int4, nullable, text, timestamptz, uuid } from '@azora/db/column'
import { defineStatement } from '@azora/db/statement'
import { settleParams, systemAttemptOf } from '../attempt/attempt-sql.ts'
import { closeEventSql } from '../event/event-sql.ts'

/**
 * Brings the caller's row up to date and, unless it has its customer at Stripe or another is about to make it, begins an
 * attempt to. The row is locked first, as when such an attempt is settled: what is read of it is what holds.
 * Breaks the unique key of open attempts when a rival began at the same moment.
 */
export const beginCustomer = defineStatement({
  name: 'customer/begin',
  text: `
    with owner as (
      insert into customer (merchant_id, id, subject, email, name, locale, created_at)
      values ($merchantId, $customerId, $subject, $email, $name, $locale, $now)
      on conflict (merchant_id, subject) do update
        set email = coalesce(excluded.email, customer.email), name = coalesce(excluded.name, customer.name),
          locale = coalesce(excluded.locale, customer.locale)
      returning id, stripe_customer_id
    ),
    unmade as (
      select id from owner where stripe_customer_id is null and not exists (
        select from attempt where attempt.merchant_id = $merchantId and attempt.subject_id = owner.id
          and attempt.state in ('started', 'unknown'))
    ),
    ${systemAttemptOf('customers.create', { subjectId: 'unmade.id', input: `'{}'::jsonb`, from: 'unmade' })}
    select owner.id as "customerId", owner.stripe_customer_id as "stripeCustomerId", attempt.input is not null as "isBegun"
    from owner left join attempt on true`,
  params: {
    merchantId: uuid,
    customerId: uuid,
    subject: text,
    email: nullable(text),
    name: nullable(text),
    locale: nullable(text),
    attemptId: uuid,
    leaseSeconds: int4,
    now: timestamptz,
  },
  columns: { customerId: uuid, stripeCustomerId: nullable(text), isBegun: boolean },
})

/** Ends the attempt and notes Stripe's customer. Locks the customer before the attempt, as `beginCustomer` does. */
export const settleCustomer = defineStatement({
  name: 'customer/settle',
  text: `
    with owner as (
      select customer.id from customer
      where customer.merchant_id = $merchantId and customer.id = $customerId
      for no key update
    ),
    attempt as (
      update attempt set state = $state, settled_at = $now, failure = $failure from owner
      where attempt.merchant_id = $merchantId and attempt.id = $attemptId and attempt.lease_token = $leaseToken
        and attempt.state = 'started' and attempt.subject_id = owner.id
      returning attempt.subject_id
    ),
    linked as (
      update customer set stripe_customer_id = coalesce(customer.stripe_customer_id, $stripeCustomerId) from attempt
      where customer.merchant_id = $merchantId and customer.id = attempt.subject_id
      returning customer.id, customer.stripe_customer_id
    ),
    audit as (
      insert into audit_entry (merchant_id, id, actor, action, subject_kind, subject_id, after, at)
      select $merchantId, $auditId, 'stripe', case when $stripeCustomerId is null then 'customer.refused' else 'customer.linked' end,
             'customer', linked.id::text,
             jsonb_build_object('stripeCustomerId', linked.stripe_customer_id, 'failure', $failure, 'attemptId', $attemptId), $now
      from linked
    )
    select stripe_customer_id as "stripeCustomerId" from linked`,
  params: { ...settleParams, customerId: uuid, stripeCustomerId: nullable(text) },
  columns: { stripeCustomerId: nullable(text) },
})

export const selectStripeCustomer = defineStatement({
  name: 'customer/select-stripe-customer',
  text: `select stripe_customer_id as "stripeCustomerId" from customer where merchant_id = $merchantId and id = $customerId`,
  params: { merchantId: uuid, customerId: uuid },
  columns: { stripeCustomerId: nullable(text) },
})

/** The customer of Stripe's: by its id or, while that is not written down, by the id in its metadata. */
export const findCustomerState = defineStatement({
  name: 'customer/find-state',
  text: `
    select id, stripe_customer_id is null and exists (select from attempt where attempt.merchant_id = customer.merchant_id
      and attempt.subject_id = customer.id and attempt.state in ('started', 'unknown')) as "isBeingMade"
    from customer
    where merchant_id = $merchantId and (stripe_customer_id = $stripeCustomerId
      or id::text = $customerId and stripe_customer_id is null)`,
  params: { merchantId: uuid, stripeCustomerId: text, customerId: nullable(text) },
  columns: { id: uuid, isBeingMade: boolean },
})

/** Forgets a customer that was deleted at Stripe, and with it the methods that it had; closes the event. */
export const forgetStripeCustomer = defineStatement({
  name: 'customer/forget-stripe-customer',
  text: `
    with moved as (
      update customer set stripe_customer_id = null
      where merchant_id = $merchantId and stripe_customer_id = $stripeCustomerId
      returning id
    ),
    gone as (
      update saved_method set detached_at = $now, removing_at = null, is_default = false from moved
      where saved_method.merchant_id = $merchantId and saved_method.customer_id = moved.id and saved_method.detached_at is null
      returning saved_method.id
    ),
    audit as (
      insert into audit_entry (merchant_id, id, actor, action, subject_kind, subject_id, after, at)
      select $merchantId, $auditId, 'stripe', 'customer.deleted_at_stripe', 'customer', moved.id::text,
             jsonb_build_object('stripeCustomerId', $stripeCustomerId, 'savedMethodIds', (select jsonb_agg(id) from gone),
               'eventId', $eventId), $now
      from moved
    ),
    handled as (${closeEventSql('moved')})
    select (select count(*) from moved)::int4 as moved`,
  params: { merchantId: uuid, stripeCustomerId: text, eventId: text, auditId: uuid, now: timestamptz },
  columns: { moved: int4 },
})
