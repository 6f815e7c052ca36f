import type { ListOwnRefunds, OwnRefund, OwnRefundPage } from '@azora/contract/refund'
import { int4, int8, jsonb, nullable, text, uuid } from '@azora/db/column'
import { defineStatement } from '@azora/db/statement'
import type { CallerContext } from '../context.ts'
import { decodeCursor } from '../cursor.ts'
import { Refusal } from '../refusal.ts'
import { afterPage, cutPage, sort } from './refund-page.ts'
import { ownRefundJson } from './refund-view.ts'

/**
 * A page of the refunds of one of the caller's own payments, the newest first. What staff have not approved, or have
 * rejected, is theirs alone; so is one that Stripe never took.
 *
 * @throws {Refusal} payment_not_found, also for a payment that is somebody else's; input_invalid for a cursor that is not ours
 */
export async function listOwnRefunds(ctx: CallerContext, input: ListOwnRefunds): Promise<OwnRefundPage> {
  const { limit, cursor, paymentId } = input
  const after = cursor ? decodeCursor(cursor, sort) : null
  const rows = await ctx.db.all(selectOwn, {
    merchantId: ctx.merchantId,
    subject: ctx.caller.subject,
    paymentId,
    afterKey: after?.key ?? null,
    afterId: after?.id ?? null,
    limit: limit + 1,
  })
  if (rows.length === 0) throw new Refusal({ code: 'payment_not_found', paymentId })
  const { items, nextCursor } = cutPage(
    rows.flatMap((row) => row.refund ?? []),
    limit,
  )
  return { refunds: items, nextCursor }
}

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
        and (refund.status in ('pending', 'requires_action') or refund.stripe_refund_id is not null) and ${afterPage}
      order by refund.created_at desc, refund.id desc
      limit $limit
    ) as page on true
    where payment.merchant_id = $merchantId and payment.id = $paymentId and customer.subject = $subject`,
  params: {
    merchantId: uuid,
    subject: text,
    paymentId: uuid,
    afterKey: nullable(int8),
    afterId: nullable(uuid),
    limit: int4,
  },
  columns: { refund: nullable(jsonb<OwnRefund>()) },
})
