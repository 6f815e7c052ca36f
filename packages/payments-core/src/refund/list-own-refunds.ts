import type { ListOwnRefunds, OwnRefund, OwnRefundPage } from '@azora/contract/refund'
import { jsonb, nullable, text, uuid } from '@azora/db/column'
import { defineStatement } from '@azora/db/statement'
import type { CallerContext } from '../context.ts'
import { afterPage, cutPage, pageOf, pageParams } from '../page.ts'
import { Refusal } from '../refusal.ts'
import { ownRefundJson } from './refund-view.ts'

/**
 * A page of the refunds of one of the caller's own payments, the newest first. What staff have not approved, or have
 * rejected, is theirs alone; so is one that Stripe never took.
 *
 * @throws {Refusal} payment_not_found, also for a payment that is somebody else's; input_invalid for a cursor that is not ours
 */
export async function listOwnRefunds(ctx: CallerContext, input: ListOwnRefunds): Promise<OwnRefundPage> {
  const { limit, paymentId } = input
  const page = pageOf(ctx, input, sort)
  const rows = await ctx.reports.all(selectOwn, { ...page, subject: ctx.caller.subject, paymentId })
  if (rows.length === 0) throw new Refusal({ code: 'payment_not_found', paymentId })
  const { items, nextCursor } = cutPage(
    rows.flatMap((row) => row.refund ?? []),
    { limit, sort },
  )
  return { refunds: items, nextCursor }
}

const sort = 'newest'

/** A payment without a refund gives one row with none, so that it is told from a payment that is not there. */
const selectOwn = defineStatement({
  name: 'refund/list-own',
  text: `
    select page.refund
    from payment
    join customer on customer.merchant_id = payment.merchant_id and customer.id = payment.customer_id
    left join lateral (
      select ${ownRefundJson('refund')} as refund from refund
      where refund.merchant_id = payment.merchant_id and refund.payment_id = payment.id
        and (refund.status in ('pending', 'requires_action') or refund.stripe_refund_id is not null) and ${afterPage('refund')}
      order by refund.created_at desc, refund.id desc
      limit $limit
    ) as page on true
    where payment.merchant_id = $merchantId and payment.id = $paymentId and customer.subject = $subject`,
  params: { ...pageParams, subject: text, paymentId: uuid },
  columns: { refund: nullable(jsonb<OwnRefund>()) },
})
