import type { Payment } from '@azora/contract/payment'
import { int4, jsonb, nullable, text, timestamptz, uuid } from '@azora/db/column'
import { defineStatement } from '@azora/db/statement'
import { beginColumns, beginParams, recordedAnswer, settledAttempt, settleParams } from '../attempt/attempt-sql.ts'
import { outboxMail } from '../mail/outbox-sql.ts'
import {
  beginNextAttemptText,
  beginPaymentText,
  buyerParams,
  cartParams,
  chosenMethodParams,
  newPaymentParams,
  pricedCart,
} from './begin-sql.ts'
import { holdColumns } from './hold-params.ts'
import { adoptMethod, methodColumns } from './method-params.ts'
import { mailedPaymentJson, paymentJson, timelineEntryJson } from './payment-view.ts'

const ofCart = { priced: pricedCart, subject: '$subject' }
const newParams = { ...newPaymentParams, ...cartParams }
const nextParams = { ...beginParams, ...cartParams, paymentId: uuid }
const tokenParams = { confirmationTokenId: text }
const columns = beginColumns

/** A payment of a cart, for whoever asks. */
export const beginPayment = defineStatement({
  name: 'payment/begin',
  text: beginPaymentText('payments.process', { ...ofCart, paysWith: 'token' }),
  params: { ...newParams, ...buyerParams, ...tokenParams },
  columns,
})

/** The same, and what pays is kept; nothing is begun for a buyer who has no customer at Stripe. */
export const beginKeepingPayment = defineStatement({
  name: 'payment/begin-keeping',
  text: beginPaymentText('payments.process', { ...ofCart, paysWith: 'kept token' }),
  params: { ...newParams, ...buyerParams, ...tokenParams },
  columns,
})

/** The same with what was kept. */
export const beginSavedPayment = defineStatement({
  name: 'payment/begin-saved',
  text: beginPaymentText('payments.process', { ...ofCart, paysWith: 'saved method' }),
  params: { ...newParams, ...chosenMethodParams },
  columns,
})

export const beginNextAttempt = defineStatement({
  name: 'payment/begin-next-attempt',
  text: beginNextAttemptText('payments.process', { ...ofCart, paysWith: 'token' }),
  params: { ...nextParams, ...tokenParams },
  columns,
})

export const beginNextKeepingAttempt = defineStatement({
  name: 'payment/begin-next-keeping-attempt',
  text: beginNextAttemptText('payments.process', { ...ofCart, paysWith: 'kept token' }),
  params: { ...nextParams, ...tokenParams },
  columns,
})

export const beginNextSavedAttempt = defineStatement({
  name: 'payment/begin-next-saved-attempt',
  text: beginNextAttemptText('payments.process', { ...ofCart, paysWith: 'saved method' }),
  params: { ...nextParams, ...chosenMethodParams },
  columns,
})

/**
 * Writes Stripe's answer: attempt, payment, stored answer and audit entry in one commit. An attempt whose lease another
 * has taken is left alone (no row comes back). A payment that an event has already moved on keeps its status.
 *
 * Where the bank wants a saved method's owner to confirm, the payment's link begins and the mail that carries it is queued.
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
        continue_until = case when payment.saved_method_id is not null and $declineReason = 'authentication_required'
          then coalesce(payment.continue_until, $continueUntil) else payment.continue_until end,
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
    ${outboxMail({
      kind: 'confirm_mail',
      key: `'confirm/' || changed.id`,
      data: `${mailedPaymentJson('changed')} || jsonb_build_object('continueUntil', changed.continue_until)`,
      from: 'changed',
      where: `changed.continue_until = $continueUntil and changed.status = 'requires_payment_method'`,
    })},
    ${recordedAnswer}
    select answer, (select count(*) from job)::int4 as mails from answered`,
  params: {
    ...settleParams,
    status: text,
    declineReason: nullable(text),
    intentId: nullable(text),
    ...methodColumns,
    ...holdColumns,
    action: text,
    continueUntil: timestamptz,
    outboxId: uuid,
  },
  columns: { answer: jsonb<Payment>(), mails: int4 },
})
