import { boolean, int4, uuid } from '@azora/db/column'
import { defineStatement } from '@azora/db/statement'
import {
  attemptOf,
  beginColumns,
  beginParams,
  beginResult,
  existingRecord,
  insertRecord,
} from '../attempt/attempt-sql.ts'
import { isUsable } from '../method/method-view.ts'
import { attemptInput, bySavedMethod, paymentAudit } from './begin-sql.ts'

/** How often a payment is tried again by its link. */
export const triesByLink = 10

/** The payment as this statement's snapshot has it, and how often it was tried by its link. */
const seenPayment = `
  select payment.version, payment.saved_method_id,
    (select count(*) from attempt
     where attempt.merchant_id = payment.merchant_id and attempt.subject_id = payment.id
       and attempt.operation = 'payments.resumeByLink')::int4 as tries
  from payment where payment.merchant_id = $merchantId and payment.id = $paymentId`

/**
 * Another try with the saved method of a payment that the bank wants confirmed, as long as its link is good and there are
 * tries left. They are counted in the snapshot, so a payment that moved while its lock was waited for is left alone.
 */
export const beginResume = defineStatement({
  name: 'payment/begin-resume',
  text: `
    with ${existingRecord('payments.resumeByLink')},
    seen as (${seenPayment}),
    method as (
      select saved_method.id, saved_method.stripe_payment_method_id, saved_method.stripe_mandate_id, customer.stripe_customer_id
      from payment
      join saved_method on saved_method.merchant_id = payment.merchant_id and saved_method.id = payment.saved_method_id
      join customer on customer.merchant_id = payment.merchant_id and customer.id = payment.customer_id
      where payment.merchant_id = $merchantId and payment.id = $paymentId and ${isUsable('saved_method')}
      for no key update of payment, saved_method
    ),
    payment as (
      update payment set status = 'processing', decline_reason = null, version = payment.version + 1, updated_at = $now
      from method, seen
      where payment.merchant_id = $merchantId and payment.id = $paymentId and payment.status = 'requires_payment_method'
        and payment.continue_until > $now and payment.version = seen.version and seen.tries < $tries and not exists (select from existing)
      returning payment.*
    ),
    claim as (${insertRecord('payments.resumeByLink', 'payment')}),
    ${attemptOf('payments.resumeByLink', {
      subjectId: 'payment.id',
      input: attemptInput('payment.stripe_payment_intent_id', bySavedMethod(false)),
      from: 'payment, method',
    })},
    audit as (${paymentAudit('payment.attempted')})
    ${beginResult}`,
  params: { ...beginParams, paymentId: uuid, tries: int4 },
  columns: beginColumns,
})

/** What decides on another try, besides the payment's status. */
export const selectResumable = defineStatement({
  name: 'payment/select-resumable',
  text: `
    select seen.tries, saved_method.id is not null and ${isUsable('saved_method')} as "hasMethod"
    from (${seenPayment}) as seen
    left join saved_method on saved_method.merchant_id = $merchantId and saved_method.id = seen.saved_method_id`,
  params: { merchantId: uuid, paymentId: uuid },
  columns: { tries: int4, hasMethod: boolean },
})
