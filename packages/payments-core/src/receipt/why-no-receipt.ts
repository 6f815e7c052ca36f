import { hasRole, trustedRoles } from '@azora/contract/role'
import type { CallerContext } from '../context.ts'
import { getPayment } from '../payment/get-payment.ts'
import { readPayment } from '../payment/read-payment.ts'
import { Refusal } from '../refusal.ts'

/**
 * Why a caller finds no receipt of a payment that they may see.
 *
 * @throws {Refusal} payment_not_found for a payment that they may not see
 */
export async function whyNoReceipt(ctx: CallerContext, paymentId: string): Promise<Refusal> {
  await (hasRole(ctx.caller.roles, trustedRoles) ? readPayment(ctx, paymentId) : getPayment(ctx, { paymentId }))
  return new Refusal({ code: 'receipt_not_found', paymentId })
}
