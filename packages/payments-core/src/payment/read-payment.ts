import type { Payment } from '@azora/contract/payment'
import { jsonb, uuid } from '@azora/db/column'
import { defineStatement } from '@azora/db/statement'
import type { PaymentContext } from '../context.ts'
import { Refusal } from '../refusal.ts'
import { paymentJson } from './payment-view.ts'

/**
 * Any payment of the merchant's, as it is now, whoever asks: what a shopper may see is for `getPayment` to say.
 *
 * @throws {Refusal} payment_not_found
 */
export async function readPayment(ctx: PaymentContext, paymentId: string): Promise<Payment> {
  const row = await ctx.db.first(selectAnyPayment, { merchantId: ctx.merchantId, paymentId })
  if (!row) throw new Refusal({ code: 'payment_not_found', paymentId })
  return row.payment
}

const selectAnyPayment = defineStatement({
  name: 'payment/select-any-payment',
  text: `
    select ${paymentJson('payment')} as payment
    from payment where payment.merchant_id = $merchantId and payment.id = $paymentId`,
  params: { merchantId: uuid, paymentId: uuid },
  columns: { payment: jsonb<Payment>() },
})
