import { randomUUID } from 'node:crypto'
import { int8, nullable, text, timestamptz, uuid } from '@azora/db/column'
import { defineStatement } from '@azora/db/statement'
import {
  refundReceiptColumns,
  refundReceiptParams,
  refundReceiptSql,
  voidRefundReceiptSql,
} from '../../src/receipt/refund-receipt-sql.ts'
import type { World } from '@azora/test-kit/create-world'

const actor = `'stripe'`

const succeed = defineStatement({
  name: 'test/succeed-refund',
  text: `
    with paid as (
      update payment set refund_reserved_minor = refund_reserved_minor + $amountMinor, refunded_minor = refunded_minor + $amountMinor
      where merchant_id = $merchantId and id = $paymentId
      returning merchant_id, id, currency
    ),
    succeeded as (
      insert into refund (merchant_id, id, payment_id, status, currency, amount_minor, reason, created_at, updated_at, settled_at)
      select merchant_id, $refundId, id, 'succeeded', currency, $amountMinor, $reason, $now, $now, $now from paid
      returning refund.*
    ),
    ${refundReceiptSql({ from: 'succeeded', actor })}
    select id from succeeded`,
  params: {
    merchantId: uuid,
    paymentId: uuid,
    refundId: uuid,
    amountMinor: int8,
    reason: nullable(text),
    now: timestamptz,
    ...refundReceiptColumns,
  },
  columns: { id: uuid },
})

const fail = defineStatement({
  name: 'test/fail-refund',
  text: `
    with failed as (
      update refund set status = 'failed' where merchant_id = $merchantId and id = $refundId and status = 'succeeded'
      returning refund.*
    ),
    given_back as (
      update payment set refund_reserved_minor = refund_reserved_minor - failed.amount_minor,
        refunded_minor = refunded_minor - failed.amount_minor
      from failed where payment.merchant_id = failed.merchant_id and payment.id = failed.payment_id
    ),
    ${voidRefundReceiptSql({ from: 'failed', actor })}
    select id from failed`,
  params: { merchantId: uuid, refundId: uuid, now: timestamptz, ...refundReceiptColumns },
  columns: { id: uuid },
})

/** Marks a refund succeeded by a statement like those that settle one, with the parts under test spliced in; gives its id. */
export async function documentRefund(
  { ctx }: Pick<World, 'ctx'>,
  {
    paymentId,
    amountMinor,
    reason = 'requested_by_customer',
  }: { paymentId: string; amountMinor: number; reason?: string | null },
): Promise<string> {
  const { merchantId, clock } = ctx
  const refundId = randomUUID()
  await ctx.db.all(succeed, {
    merchantId,
    paymentId,
    refundId,
    amountMinor,
    reason,
    now: clock.now(),
    ...refundReceiptParams(ctx),
  })
  return refundId
}

/** Marks it failed, once; again it changes nothing. */
export async function documentFailure({ ctx }: Pick<World, 'ctx'>, refundId: string): Promise<void> {
  await ctx.db.all(fail, { merchantId: ctx.merchantId, refundId, now: ctx.clock.now(), ...refundReceiptParams(ctx) })
}
