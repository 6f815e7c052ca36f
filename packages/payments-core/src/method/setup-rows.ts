import type { MethodSetup } from '@azora/contract/payment-method'
import type { RefusalReason } from '@azora/contract/refusal-reason'
import { boolean, int4, jsonb, nullable, text, textArray, timestamptz, uuid } from '@azora/db/column'
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
import type { Microdeposits } from '../stripe/microdeposits.ts'
import { setupJson } from './method-view.ts'

const operation = 'paymentMethods.setup'

/**
 * Takes a request to save a method. Writes nothing for a caller who has no customer at Stripe yet, nor for one who began
 * `$setupsPerHour` of them within the hour; requests of the same moment do not see each other there.
 */
export const beginSetup = defineStatement({
  name: 'setup/begin',
  text: `
    with ${existingRecord(operation)},
    setup as (
      insert into method_setup (merchant_id, id, customer_id, status, created_at, updated_at)
      select customer.merchant_id, $setupId, customer.id, 'requires_payment_method', $now, $now
      from customer
      where customer.merchant_id = $merchantId and customer.subject = $subject and customer.stripe_customer_id is not null
        and (select count(*) from method_setup as recent
          where recent.merchant_id = customer.merchant_id and recent.customer_id = customer.id
            and recent.created_at > $now - interval '1 hour') < $setupsPerHour
        and not exists (select from existing)
      returning id, customer_id
    ),
    claim as (${insertRecord(operation, 'setup')}),
    ${attemptOf(operation, {
      subjectId: 'setup.id',
      input: `jsonb_build_object('stripeCustomerId', customer.stripe_customer_id, 'types', to_jsonb($types))`,
      from: 'setup join customer on customer.merchant_id = $merchantId and customer.id = setup.customer_id',
    })},
    audit as (${requestAudit('method.setup_begun', {
      subjectKind: 'method_setup',
      subjectId: 'setup.id',
      after: `jsonb_build_object('types', to_jsonb($types), 'attemptId', $attemptId)`,
      from: 'setup',
    })})
    ${beginResult}`,
  params: { ...beginParams, setupId: uuid, types: textArray, setupsPerHour: int4 },
  columns: beginColumns,
})

/** Writes Stripe's answer to the creation. A setup that an event has already moved on keeps its status. */
export const settleSetup = defineStatement({
  name: 'setup/settle',
  text: `
    with ${settledAttempt},
    setup as (
      update method_setup set stripe_setup_intent_id = coalesce(method_setup.stripe_setup_intent_id, $stripeSetupIntentId),
        status = case when $stripeSetupIntentId is null then 'canceled' else method_setup.status end,
        version = method_setup.version + 1, updated_at = $now
      from attempt
      where method_setup.merchant_id = $merchantId and method_setup.id = attempt.subject_id
      returning method_setup.*
    ),
    audit as (
      insert into audit_entry (merchant_id, id, actor, action, subject_kind, subject_id, after, at)
      select $merchantId, $auditId, 'stripe', case when setup.status = 'canceled' then 'method.setup_refused' else 'method.setup_made' end,
             'method_setup', setup.id::text, jsonb_build_object('failure', $failure, 'attemptId', $attemptId), $now
      from setup
    ),
    answered as (select ${setupJson('setup')} as answer, null::jsonb as refusal from setup),
    ${recordedAnswer}
    select answer from answered`,
  params: { ...settleParams, stripeSetupIntentId: nullable(text) },
  columns: { answer: jsonb<MethodSetup>() },
})

/** The setup of a SetupIntent: by the intent's id or, before our own answer is written, by the id in its metadata. */
export const findSetupOfIntent = defineStatement({
  name: 'setup/find-of-intent',
  text: `
    select id, version, status in ('succeeded', 'canceled') as "isOver" from method_setup
    where merchant_id = $merchantId and (stripe_setup_intent_id = $stripeSetupIntentId
      or id::text = $setupId and stripe_setup_intent_id is null)`,
  params: { merchantId: uuid, stripeSetupIntentId: text, setupId: nullable(text) },
  columns: { id: uuid, version: int4, isOver: boolean },
})

/**
 * Moves a setup to where Stripe says that it is and closes the event. Only an end is believed of a setup that changed since
 * `seenVersion`: such an event stays open, neither `moved` nor `closed`.
 */
export const moveSetup = defineStatement({
  name: 'setup/move',
  text: `
    with moved as (
      update method_setup set status = $status, stripe_setup_intent_id = coalesce(method_setup.stripe_setup_intent_id, $stripeSetupIntentId),
        method_type = $methodType, method_brand = $methodBrand, method_last4 = $methodLast4,
        microdeposit_kind = $microdepositKind, microdeposits_at = $microdepositsAt, failure = $failure,
        saved_method_id = $savedMethodId, version = method_setup.version + 1, updated_at = $now
      where merchant_id = $merchantId and id = $setupId and status not in ('succeeded', 'canceled')
        and ($status in ('succeeded', 'canceled') or version = $seenVersion)
        and (status, method_type, method_last4, microdeposit_kind, failure)
          is distinct from ($status, $methodType, $methodLast4, $microdepositKind, $failure)
      returning id, status
    ),
    audit as (
      insert into audit_entry (merchant_id, id, actor, action, subject_kind, subject_id, after, at)
      select $merchantId, $auditId, 'stripe', 'method.setup_' || moved.status, 'method_setup', moved.id::text,
             jsonb_build_object('failure', $failure, 'savedMethodId', $savedMethodId, 'eventId', $eventId), $now
      from moved
    ),
    handled as (${closeEventSql('moved')}
      and (exists (select from moved) or exists (select from method_setup where merchant_id = $merchantId and id = $setupId
        and (version = $seenVersion or status in ('succeeded', 'canceled'))))
      returning id)
    select (select count(*) from moved)::int4 as moved, (select count(*) from handled)::int4 as closed`,
  params: {
    merchantId: uuid,
    setupId: uuid,
    seenVersion: int4,
    status: text,
    stripeSetupIntentId: text,
    methodType: nullable(text),
    methodBrand: nullable(text),
    methodLast4: nullable(text),
    microdepositKind: nullable(text),
    microdepositsAt: nullable(timestamptz),
    failure: nullable(text),
    savedMethodId: nullable(uuid),
    eventId: nullable(text),
    auditId: uuid,
    now: timestamptz,
  },
  columns: { moved: int4, closed: int4 },
})

export const selectSetup = defineStatement({
  name: 'setup/select',
  text: `
    select ${setupJson('method_setup')} as setup, stripe_setup_intent_id as "stripeSetupIntentId"
    from method_setup where merchant_id = $merchantId and id = $setupId`,
  params: { merchantId: uuid, setupId: uuid },
  columns: { setup: jsonb<MethodSetup>(), stripeSetupIntentId: nullable(text) },
})

export const selectOwnSetup = defineStatement({
  name: 'setup/select-own',
  text: `
    select ${setupJson('method_setup')} as setup from method_setup
    where merchant_id = $merchantId and id = $setupId
      and customer_id = (select id from customer where merchant_id = $merchantId and subject = $subject)`,
  params: { merchantId: uuid, subject: text, setupId: uuid },
  columns: { setup: jsonb<MethodSetup>() },
})

const verifying = 'paymentMethods.verifyMicrodeposits'

/** Takes a request to prove the bank account that a setup waits for. One answer at a time, by the key of open attempts. */
export const beginVerify = defineStatement({
  name: 'setup/begin-verify',
  text: `
    with ${existingRecord(verifying)},
    setup as (
      select id, stripe_setup_intent_id from method_setup
      where merchant_id = $merchantId and id = $setupId and status = 'requires_action' and microdeposit_kind is not null
        and customer_id = (select id from customer where merchant_id = $merchantId and subject = $subject)
        and not exists (select from existing)
      for no key update
    ),
    claim as (${insertRecord(verifying, 'setup')}),
    ${attemptOf(verifying, {
      subjectId: 'setup.id',
      input: `$said || jsonb_build_object('setupIntentId', setup.stripe_setup_intent_id)`,
      from: 'setup',
    })},
    audit as (${requestAudit('method.verification_tried', {
      subjectKind: 'method_setup',
      subjectId: 'setup.id',
      after: `jsonb_build_object('attemptId', $attemptId)`,
      from: 'setup',
    })})
    ${beginResult}`,
  params: { ...beginParams, setupId: uuid, said: jsonb<Microdeposits>() },
  columns: beginColumns,
})

/** Ends the attempt; the answer is the setup as it is now, or that what was said is wrong. */
export const settleVerify = defineStatement({
  name: 'setup/settle-verify',
  text: `
    with ${settledAttempt},
    audit as (
      insert into audit_entry (merchant_id, id, actor, action, subject_kind, subject_id, after, at)
      select $merchantId, $auditId, 'stripe', case when $isMismatch then 'method.verification_refused' else 'method.verification_settled' end,
             'method_setup', attempt.subject_id::text, jsonb_build_object('failure', $failure, 'attemptId', $attemptId), $now
      from attempt
    ),
    answered as (
      select case when not $isMismatch then ${setupJson('method_setup')} end as answer,
             case when $isMismatch then
               jsonb_build_object('code', 'microdeposits_mismatch', 'setupId', method_setup.id) end as refusal
      from attempt
      join method_setup on method_setup.merchant_id = attempt.merchant_id and method_setup.id = attempt.subject_id
    ),
    ${recordedAnswer}
    select answer, refusal from answered`,
  params: { ...settleParams, isMismatch: boolean },
  columns: { answer: nullable(jsonb<MethodSetup>()), refusal: nullable(jsonb<RefusalReason>()) },
})
