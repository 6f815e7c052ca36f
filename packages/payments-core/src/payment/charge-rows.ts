import { nullable, text, uuid } from '@azora/db/column'
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
import {
  attemptInput,
  beginNextAttemptText,
  beginPaymentText,
  buyerParams,
  bySavedMethod,
  cartParams,
  chosenMethodParams,
  namedAmount,
  namedAmountParams,
  newPaymentParams,
  paymentAudit,
  pricedCart,
} from './begin-sql.ts'

/** A payment of an amount that a merchant's backend names, for a customer whom it names too. */
export const beginCharge = defineStatement({
  name: 'payment/begin-charge',
  text: beginPaymentText('payments.charge', { priced: namedAmount, subject: '$customerSubject', paysWith: 'token' }),
  params: {
    ...newPaymentParams,
    ...namedAmountParams,
    ...buyerParams,
    customerSubject: text,
    confirmationTokenId: text,
  },
  columns: beginColumns,
})

export const beginNextCharge = defineStatement({
  name: 'payment/begin-next-charge',
  text: beginNextAttemptText('payments.charge', {
    priced: namedAmount,
    subject: '$customerSubject',
    paysWith: 'token',
  }),
  params: {
    ...beginParams,
    ...namedAmountParams,
    paymentId: uuid,
    description: nullable(text),
    customerSubject: text,
    confirmationTokenId: text,
  },
  columns: beginColumns,
})

const ofSaved = { subject: '$customerSubject', paysWith: 'saved method off session' } as const

export const beginSavedCart = defineStatement({
  name: 'payment/begin-saved-cart',
  text: beginPaymentText('payments.chargeSaved', { ...ofSaved, priced: pricedCart }),
  params: { ...newPaymentParams, ...cartParams, ...chosenMethodParams, customerSubject: text },
  columns: beginColumns,
})

export const beginSavedAmount = defineStatement({
  name: 'payment/begin-saved-amount',
  text: beginPaymentText('payments.chargeSaved', { ...ofSaved, priced: namedAmount }),
  params: { ...newPaymentParams, ...namedAmountParams, ...chosenMethodParams, customerSubject: text },
  columns: beginColumns,
})

/** Another try with the saved method of a payment that the bank wants confirmed, as long as its link is good. */
export const beginResume = defineStatement({
  name: 'payment/begin-resume',
  text: `
    with ${existingRecord('payments.resumeByLink')},
    method as (
      select saved_method.id, saved_method.stripe_payment_method_id, saved_method.stripe_mandate_id, customer.stripe_customer_id
      from payment
      join saved_method on saved_method.merchant_id = payment.merchant_id and saved_method.id = payment.saved_method_id
      join customer on customer.merchant_id = payment.merchant_id and customer.id = payment.customer_id
      where payment.merchant_id = $merchantId and payment.id = $paymentId and ${isUsable('saved_method')}
      for no key update of payment, saved_method
    ),
    payment as (
      update payment set status = 'processing', decline_reason = null, version = version + 1, updated_at = $now
      from method
      where payment.merchant_id = $merchantId and payment.id = $paymentId and payment.status = 'requires_payment_method'
        and payment.continue_until > $now and not exists (select from existing)
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
  params: { ...beginParams, paymentId: uuid },
  columns: beginColumns,
})
