import type Stripe from 'stripe'
import type { PaymentContext } from '../../context.ts'
import { findDisputedPayment } from '../../dispute/find-disputed-payment.ts'
import { applyFraudWarning } from '../../fraud-warning/apply-fraud-warning.ts'
import { fraudWarningSnapshotOf } from '../../stripe/fraud-warning-snapshot.ts'
import { pinnedApiVersion } from '../../stripe/pinned-api-version.ts'
import type { HandledEvent } from '../event-handler.ts'

type WarningEvent = Stripe.Event & { data: { object: Stripe.Radar.EarlyFraudWarning } }

/**
 * Writes down an early fraud warning, or that it is over: it only ever goes from one to the other, so that order does not
 * matter. Where the payload does not lead to a payment of ours, Stripe is asked whose it is.
 */
export async function onFraudWarning(ctx: PaymentContext, event: WarningEvent): Promise<HandledEvent> {
  const { object } = event.data
  const told = event.api_version === pinnedApiVersion ? fraudWarningSnapshotOf(object) : undefined
  let paymentId = told && (await findDisputedPayment(ctx, told))
  const warning = told && paymentId ? told : await ctx.stripe.fraudWarnings.retrieve(object.id)
  paymentId ??= await findDisputedPayment(ctx, warning)
  if (!paymentId) return { outcome: 'foreign', isClosed: false }

  const applied = await ctx.db.first(applyFraudWarning, {
    merchantId: ctx.merchantId,
    warningId: ctx.newId(),
    paymentId,
    stripeWarningId: warning.id,
    chargeId: warning.chargeId,
    fraudType: warning.fraudType,
    isActionable: warning.isActionable,
    createdAt: warning.createdAt,
    eventId: event.id,
    auditId: ctx.newId(),
    now: ctx.clock.now(),
  })
  return { outcome: applied?.hasMoved ? 'applied' : 'no_change', isClosed: true }
}
