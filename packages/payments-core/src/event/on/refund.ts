import type Stripe from 'stripe'
import { isRefundSettled } from '@azora/contract/refund-status'
import type { PaymentContext } from '../../context.ts'
import { applyRefund } from '../../refund/apply-refund.ts'
import { findRefund } from '../../refund/find-refund.ts'
import { pinnedApiVersion } from '../../stripe/pinned-api-version.ts'
import { refundSnapshotOf, type RefundSnapshot } from '../../stripe/refund-snapshot.ts'
import type { HandledEvent } from '../event-handler.ts'

type RefundEvent = Stripe.Event & { data: { object: Stripe.Refund } }

/** Moves a refund to where the event, or Stripe itself, says that it is; takes over one that was made at Stripe's side. */
export async function onRefund(ctx: PaymentContext, event: RefundEvent): Promise<HandledEvent> {
  const told = event.api_version === pinnedApiVersion ? refundSnapshotOf(event.data.object) : undefined
  const isClear = told !== undefined && (isRefundSettled(told.status) || (await isWhereWeAre(ctx, told)))
  const refund = isClear ? told : await ctx.stripe.refunds.retrieve(event.data.object.id)
  return applyRefund(ctx, { refund, eventId: event.id, actor: 'stripe' })
}

/**
 * An end can be believed however late it comes: `succeeded` goes to nothing but `failed`, and that is final. A refund that
 * still waits may have moved on since, unless we do not know better either.
 */
async function isWhereWeAre(ctx: PaymentContext, told: RefundSnapshot): Promise<boolean> {
  const known = await findRefund(ctx, told)
  return known?.status === told.status
}
