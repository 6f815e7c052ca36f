import { int8, text, timestamptz, uuid } from '@azora/db/column'
import { defineStatement } from '@azora/db/statement'
import type { PaymentContext } from '../context.ts'
import { auditedRefund, countedRefund } from './refund-sql.ts'

/** What a refund of Stripe's side needs of a payment. */
interface Room {
  paymentId: string
  stripeRefundId: string
  heldMinor: number
}

/**
 * Rejects the newest refund of a payment that nobody has approved yet, where those hold the room that a refund of Stripe's
 * side needs: that money has gone back already, theirs never can any more. Where all of them together are not enough, there
 * are none, or the payment changed while its lock was waited for, nothing is written.
 *
 * @returns whether one gave way
 */
export async function giveWay(ctx: PaymentContext, room: Room): Promise<boolean> {
  const { merchantId, db, newId, clock } = ctx
  const given = await db.first(rejectNewest, { merchantId, ...room, auditId: newId(), now: clock.now() })
  return given !== undefined
}

const rejectNewest = defineStatement({
  name: 'refund/give-way',
  text: `
    with waiting as (
      select refund.id, refund.created_at, sum(refund.amount_minor) over () as amount_minor
      from refund
      where refund.merchant_id = $merchantId and refund.payment_id = $paymentId and refund.status = 'requires_approval'
    ),
    chosen as (
      select waiting.id, payment.version from waiting, payment
      where payment.merchant_id = $merchantId and payment.id = $paymentId and payment.status = 'succeeded'
        and payment.refund_reserved_minor + $heldMinor > payment.captured_minor
        and payment.refund_reserved_minor + $heldMinor - waiting.amount_minor <= payment.captured_minor
        and not exists (select from refund where refund.merchant_id = $merchantId and refund.stripe_refund_id = $stripeRefundId)
      order by waiting.created_at desc, waiting.id desc limit 1
    ),
    locked as (
      select refund.id, refund.status as was
      from chosen
      join payment on payment.merchant_id = $merchantId and payment.id = $paymentId and payment.version = chosen.version
      join refund on refund.merchant_id = $merchantId and refund.id = chosen.id
      for update of payment, refund
    ),
    changed as (
      update refund set status = 'rejected', settled_at = $now, decided_by = 'stripe', version = refund.version + 1, updated_at = $now
      from locked
      where refund.merchant_id = $merchantId and refund.id = locked.id and refund.status = 'requires_approval'
      returning refund.*, locked.was
    ),
    ${countedRefund('changed')},
    audit as (
      insert into audit_entry (merchant_id, id, actor, action, subject_kind, subject_id, before, after, at)
      select $merchantId, $auditId, 'stripe', 'refund.rejected', 'refund', changed.id::text,
             jsonb_build_object('status', changed.was),
             ${auditedRefund('changed')} || jsonb_build_object('gaveWayTo', $stripeRefundId), $now
      from changed
    )
    select id from changed`,
  params: { merchantId: uuid, paymentId: uuid, stripeRefundId: text, heldMinor: int8, auditId: uuid, now: timestamptz },
  columns: { id: uuid },
})
