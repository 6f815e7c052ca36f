import type Stripe from 'stripe'
import { paymentStatuses } from '@azora/contract/payment-status'
import type { PaymentContext } from '../../context.ts'
import { findPayment } from '../../payment/find-payment.ts'
import { adoptCharge } from '../../payment/intent-rows.ts'
import { methodParams } from '../../payment/method-params.ts'
import { methodOf, refundedOf } from '../../stripe/intent-snapshot.ts'
import type { HandledEvent } from '../event-handler.ts'

type ChargeEvent = Stripe.Event & { data: { object: Stripe.Charge } }

/** Takes over what a charge says beside the status: its method, and what was given back at Stripe's side. */
export async function onCharge(ctx: PaymentContext, event: ChargeEvent): Promise<HandledEvent> {
  const { object } = event.data
  const intentId = typeof object.payment_intent === 'string' ? object.payment_intent : object.payment_intent?.id
  const payment = intentId && (await findPayment(ctx, intentId, object.metadata))
  if (!payment) return { outcome: 'foreign', isClosed: false }

  const result = await ctx.db.first(adoptCharge, {
    merchantId: ctx.merchantId,
    paymentId: payment.id,
    eventId: event.id,
    fromStatuses: [...paymentStatuses],
    intentId,
    ...methodParams(methodOf(object.payment_method_details)),
    refundedMinor: refundedOf(object),
    actor: 'stripe',
    auditId: ctx.newId(),
    now: ctx.clock.now(),
  })
  return { outcome: result && result.moved > 0 ? 'applied' : 'no_change', isClosed: true }
}
