import { boolean, int8, jsonb, nullable, text, textArray, timestamptz, uuid } from '@azora/db/column'
import { defineStatement, type Decoded } from '@azora/db/statement'

/** What our books say of a refund, and of a dispute, that Stripe has named. */
export interface OurRefund {
  id: string
  stripeId: string
  status: string
  amountMinor: number
  currency: string
}
export interface OurDispute {
  id: string
  stripeId: string
  status: string
  amountMinor: number
  currency: string
  withdrawnMinor: number
  reinstatedMinor: number
  feeMinor: number
}

const ourColumns = {
  id: uuid,
  intentId: nullable(text),
  status: text,
  currency: text,
  amountMinor: int8,
  capturedMinor: int8,
  refundedMinor: int8,
  refunds: jsonb<OurRefund[]>(),
  disputes: jsonb<OurDispute[]>(),
  isBusy: boolean,
}
export type OurPayment = Decoded<typeof ourColumns>

/**
 * What our books say of payments, by their PaymentIntents. One whose PaymentIntent we have not noted yet is found by the id
 * that its metadata carries. `isBusy`: an attempt or an event of it is being worked on, and the books are about to change.
 */
export const selectOurPayments = defineStatement({
  name: 'reconcile/select-our-payments',
  text: `
    select payment.id, payment.stripe_payment_intent_id as "intentId", payment.status, payment.currency::text,
      payment.amount_minor as "amountMinor", payment.captured_minor as "capturedMinor",
      payment.refunded_minor as "refundedMinor",
      coalesce((
        select jsonb_agg(jsonb_build_object('id', refund.id, 'stripeId', refund.stripe_refund_id, 'status', refund.status,
          'amountMinor', refund.amount_minor, 'currency', refund.currency) order by refund.id)
        from refund
        where refund.merchant_id = payment.merchant_id and refund.payment_id = payment.id
          and refund.stripe_refund_id is not null), '[]') as refunds,
      coalesce((
        select jsonb_agg(jsonb_build_object('id', dispute.id, 'stripeId', dispute.stripe_dispute_id, 'status', dispute.status,
          'amountMinor', dispute.amount_minor, 'currency', dispute.currency, 'withdrawnMinor', dispute.withdrawn_minor,
          'reinstatedMinor', dispute.reinstated_minor, 'feeMinor', dispute.fee_minor) order by dispute.id)
        from dispute
        where dispute.merchant_id = payment.merchant_id and dispute.payment_id = payment.id), '[]') as disputes,
      exists (
        select from attempt
        where attempt.merchant_id = payment.merchant_id and attempt.settled_at is null
          and attempt.subject_id = any(array[payment.id] || array(
            select refund.id from refund where refund.merchant_id = payment.merchant_id and refund.payment_id = payment.id))
      ) as "isBusy"
    from payment
    where payment.merchant_id = $merchantId and (payment.stripe_payment_intent_id = any($intentIds)
      or payment.id = any($paymentIds::uuid[]) and payment.stripe_payment_intent_id is null)`,
  params: { merchantId: uuid, intentIds: textArray, paymentIds: textArray },
  columns: ourColumns,
})

/** PaymentIntents of payments that were begun in a time. */
export const selectOurIntentIds = defineStatement({
  name: 'reconcile/select-our-intent-ids',
  text: `
    select stripe_payment_intent_id as "intentId" from payment
    where merchant_id = $merchantId and created_at >= $from and created_at < $to and stripe_payment_intent_id is not null`,
  params: { merchantId: uuid, from: timestamptz, to: timestamptz },
  columns: { intentId: text },
})
