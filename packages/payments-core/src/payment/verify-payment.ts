import type { VerifyPayment } from '@azora/contract/microdeposits'
import type { Payment } from '@azora/contract/payment'
import type { CallerContext } from '../context.ts'
import { Refusal } from '../refusal.ts'
import { fingerprintOf } from '../request/fingerprint.ts'
import { runRequest } from '../request/run-request.ts'
import { microdepositsOf } from '../stripe/microdeposits.ts'
import { beginVerifyPayment } from './change-rows.ts'
import { getPayment } from './get-payment.ts'
import { verifyPaymentOperation } from './verify-operation.ts'

/**
 * Proves by what arrived on it that the bank account of a payment is the caller's; then the debit is sent, and the payment is
 * `processing` until the bank answers. Each wrong answer is a try; after the last, or after ten days, it wants another method.
 *
 * @throws {Refusal} payment_not_found, also for somebody else's; microdeposits_not_awaited, microdeposits_mismatch,
 *   request_id_reused, request_in_progress, temporarily_unavailable
 * @see https://docs.stripe.com/payments/ach-direct-debit/accept-a-payment (read 2026-11-25)
 */
export async function verifyPayment(ctx: CallerContext, input: VerifyPayment): Promise<Payment> {
  const { requestId, paymentId } = input
  const said = microdepositsOf(input)
  const { answer } = await runRequest(ctx, {
    operation: verifyPaymentOperation,
    requestId,
    fingerprint: fingerprintOf({ paymentId, ...said }),
    begin: (params) => ctx.db.first(beginVerifyPayment, { ...params, paymentId, said }),
    async whyNot() {
      const { status, method } = await getPayment(ctx, { paymentId })
      return status === 'requires_action' && method?.type === 'us_bank_account'
        ? new Refusal({ code: 'request_in_progress', requestId })
        : new Refusal({ code: 'microdeposits_not_awaited', paymentId })
    },
  })
  return answer
}
