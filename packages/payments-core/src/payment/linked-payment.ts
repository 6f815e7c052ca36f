import type { LinkedPayment } from '@azora/contract/charge'
import { jsonb, uuid } from '@azora/db/column'
import { defineStatement } from '@azora/db/statement'
import type { PaymentContext } from '../context.ts'
import { Refusal } from '../refusal.ts'
import { methodJson } from './payment-view.ts'

/** @throws {Refusal} link_not_found */
export async function readLinkedPayment(ctx: PaymentContext, paymentId: string): Promise<LinkedPayment> {
  const row = await ctx.db.first(selectLinkedPayment, { merchantId: ctx.merchantId, paymentId })
  if (!row) throw new Refusal({ code: 'link_not_found' })
  return row.payment
}

const selectLinkedPayment = defineStatement({
  name: 'payment/select-linked',
  text: `
    select jsonb_build_object(
      'merchant', merchant.name,
      'description', payment.description,
      'amount', jsonb_build_object('amountMinor', payment.amount_minor, 'currency', payment.currency),
      'status', payment.status,
      'method', ${methodJson('payment')},
      'decline', case when payment.decline_reason is not null then jsonb_build_object('reason', payment.decline_reason) end,
      'version', payment.version) as payment
    from payment join merchant on merchant.id = payment.merchant_id
    where payment.merchant_id = $merchantId and payment.id = $paymentId and payment.continue_until is not null`,
  params: { merchantId: uuid, paymentId: uuid },
  columns: { payment: jsonb<LinkedPayment>() },
})
