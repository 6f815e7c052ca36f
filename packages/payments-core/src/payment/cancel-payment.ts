import type { CancelPayment, Payment } from '@azora/contract/payment'
import { canMove, paymentStatuses, type PaymentStatus } from '@azora/contract/payment-status'
import { hasRole, trustedRoles } from '@azora/contract/role'
import type { CallerContext } from '../context.ts'
import { Refusal } from '../refusal.ts'
import { fingerprintOf } from '../request/fingerprint.ts'
import { runRequest } from '../request/run-request.ts'
import { cancelOperation } from './cancel-operation.ts'
import { beginCancel } from './change-rows.ts'
import { getPayment } from './get-payment.ts'
import { readPayment } from './read-payment.ts'

/**
 * Gives up a payment that has not been paid, and what a card holds for it. Staff and the merchant's backend may do so until
 * it is paid, shoppers while it waits for them. When the money was taken at the same moment, Stripe's word stands and this is refused.
 *
 * @throws {Refusal} payment_not_found, also for somebody else's; payment_not_cancelable, request_id_reused, request_in_progress
 */
export async function cancelPayment(ctx: CallerContext, input: CancelPayment): Promise<Payment> {
  const { requestId, paymentId, reason = null } = input
  const isAnybodys = hasRole(ctx.caller.roles, trustedRoles)
  const statuses = isAnybodys ? unpaid : waitsForShopper
  const { answer } = await runRequest(ctx, {
    operation: cancelOperation,
    requestId,
    fingerprint: fingerprintOf({ paymentId, reason }),
    begin: (params) => ctx.db.first(beginCancel, { ...params, paymentId, reason, isAnybodys, statuses: [...statuses] }),
    async whyNot() {
      const { status } = await (isAnybodys ? readPayment(ctx, paymentId) : getPayment(ctx, { paymentId }))
      if (!statuses.includes(status)) return new Refusal({ code: 'payment_not_cancelable', paymentId, status })
      return new Refusal({ code: 'request_in_progress', requestId })
    },
  })
  return answer
}

const unpaid: readonly PaymentStatus[] = paymentStatuses.filter((status) => canMove(status, 'canceled'))
const waitsForShopper: readonly PaymentStatus[] = ['requires_payment_method', 'requires_action']
