import type { CreateRefund, Refund } from '@azora/contract/refund'
import type { CallerContext } from '../context.ts'
import { fingerprintOf } from '../request/fingerprint.ts'
import { runRequest } from '../request/run-request.ts'
import { askRefund } from './ask-rows.ts'
import { createRefundOperation } from './refund-operation.ts'
import { limitedRoles } from './refund-terms-sql.ts'
import { whyNotRefundable } from './why-not-refundable.ts'

/**
 * Gives part or all of a payment back; for staff and the merchant's own backend.
 *
 * The amount is reserved and the refund committed before Stripe is called, under a key made from its id: a crash or a lost
 * answer leaves it `pending`, and the same request or the sweeper finishes it once. Only when Stripe refuses is the refund
 * `failed` and its amount free again. Above the caller's limit it is `requires_approval`: reserved, and Stripe knows nothing
 * of it until `approveRefund`.
 *
 * @throws {Refusal} payment_not_found, payment_not_refundable, payment_disputed, refund_window_over, refund_exceeds_payment,
 *   input_invalid for an amount that its currency has no coin for, request_id_reused, request_in_progress
 * @see https://docs.stripe.com/api/refunds/create (read 2026-11-25)
 */
export async function createRefund(ctx: CallerContext, input: CreateRefund): Promise<Refund> {
  const { requestId, paymentId, amountMinor, reason, note } = input
  const { answer } = await runRequest(ctx, {
    operation: createRefundOperation,
    requestId,
    fingerprint: fingerprintOf({ paymentId, amountMinor, reason, note }),
    begin: (params) =>
      ctx.db.first(askRefund, {
        ...params,
        endedAttemptId: ctx.newId(),
        paymentId,
        amountMinor: amountMinor ?? null,
        reason: reason ?? null,
        note: note ?? null,
        roles: limitedRoles(ctx),
      }),
    whyNot: () => whyNotRefundable(ctx, input),
  })
  return answer
}
