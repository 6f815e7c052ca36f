import type Stripe from 'stripe'
import { paymentStatuses } from '@azora/contract/payment-status'
import type { PaymentContext } from '../../context.ts'
import { findPayment } from '../../payment/find-payment.ts'
import { adoptCharge } from '../../payment/intent-rows.ts'
import { methodParams } from '../../payment/method-params.ts'
import { applyRefund } from '../../refund/apply-refund.ts'
import { methodOf, refundedOf } from '../../stripe/intent-snapshot.ts'
import type { HandledEvent } from '../event-handler.ts'

type ChargeEvent = Stripe.Event & { data: { object: Stripe.Charge } }

/** Takes over a charge's method, and the refunds behind its total where that is more than we know of. */
export async function onCharge(ctx: PaymentContext, event: ChargeEvent): Promise<HandledEvent> {
  const { object } = event.data
  const intentId = typeof object.payment_intent === 'string' ? object.payment_intent : object.payment_intent?.id
  const payment = intentId && (await findPayment(ctx, intentId, object.metadata))
  if (!payment) return { outcome: 'foreign', isClosed: false }

  const hasNews = refundedOf(object) > payment.refundedMinor && (await applyRefundsOf(ctx, intentId))
  const result = await ctx.db.first(adoptCharge, {
    merchantId: ctx.merchantId,
    paymentId: payment.id,
    eventId: event.id,
    fromStatuses: [...paymentStatuses],
    intentId,
    ...methodParams(methodOf(object.payment_method_details)),
    actor: 'stripe',
    auditId: ctx.newId(),
    now: ctx.clock.now(),
  })
  return { outcome: hasNews || (result && result.moved > 0) ? 'applied' : 'no_change', isClosed: true }
}

/** The charge only tells a total; its refunds tell which. @returns whether any of them was news */
async function applyRefundsOf(ctx: PaymentContext, intentId: string): Promise<boolean> {
  let hasNews = false
  for (const refund of await ctx.stripe.refunds.listOfIntent(intentId)) {
    const { outcome } = await applyRefund(ctx, { refund, eventId: null, actor: 'stripe' })
    hasNews ||= outcome === 'applied'
  }
  return hasNews
}
