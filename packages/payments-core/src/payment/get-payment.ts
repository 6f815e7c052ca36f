import type { GetPayment, Payment } from '@azora/contract/payment'
import { jsonb, text, uuid } from '@azora/db/column'
import { defineStatement } from '@azora/db/statement'
import type { CallerContext } from '../context.ts'
import { Refusal } from '../refusal.ts'
import { paymentJson } from './payment-view.ts'

/**
 * One of the caller's own payments, as it is now.
 *
 * @throws {Refusal} payment_not_found, also for a payment that is somebody else's
 */
export async function getPayment(ctx: CallerContext, { paymentId }: GetPayment): Promise<Payment> {
  const row = await ctx.db.first(selectPayment, {
    merchantId: ctx.merchantId,
    subject: ctx.caller.subject,
    paymentId,
  })
  if (!row) throw new Refusal({ code: 'payment_not_found', paymentId })
  return row.payment
}

const selectPayment = defineStatement({
  name: 'payment/select-payment',
  text: `
    select ${paymentJson('payment')} as payment
    from payment
    join customer on customer.merchant_id = payment.merchant_id and customer.id = payment.customer_id
    where payment.merchant_id = $merchantId and payment.id = $paymentId and customer.subject = $subject`,
  params: { merchantId: uuid, subject: text, paymentId: uuid },
  columns: { payment: jsonb<Payment>() },
})
