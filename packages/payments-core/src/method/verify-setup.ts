import type { VerifySetup } from '@azora/contract/microdeposits'
import type { MethodSetup } from '@azora/contract/payment-method'
import type { CallerContext } from '../context.ts'
import { Refusal } from '../refusal.ts'
import { fingerprintOf } from '../request/fingerprint.ts'
import { runRequest } from '../request/run-request.ts'
import { microdepositsOf } from '../stripe/microdeposits.ts'
import { getSetup } from './get-setup.ts'
import { beginVerify } from './setup-rows.ts'
import { verifyOperation } from './verify-operation.ts'

/**
 * Proves by what arrived on it that the bank account of a setup is the caller's; then it is saved. Each wrong answer is a try.
 * After the last, or after ten days, the answer is a setup that failed and wants another method.
 *
 * @throws {Refusal} setup_not_found, also for somebody else's; microdeposits_not_awaited, microdeposits_mismatch,
 *   request_id_reused, request_in_progress, temporarily_unavailable
 * @see https://docs.stripe.com/payments/ach-direct-debit/set-up-payment (read 2026-11-25)
 */
export async function verifySetup(ctx: CallerContext, input: VerifySetup): Promise<MethodSetup> {
  const { requestId, setupId } = input
  const said = microdepositsOf(input)
  const { answer } = await runRequest(ctx, {
    operation: verifyOperation,
    requestId,
    fingerprint: fingerprintOf({ setupId, ...said }),
    begin: (params) => ctx.db.first(beginVerify, { ...params, setupId, said }),
    async whyNot() {
      const { microdeposits } = await getSetup(ctx, { setupId })
      return microdeposits
        ? new Refusal({ code: 'request_in_progress', requestId })
        : new Refusal({ code: 'microdeposits_not_awaited', setupId })
    },
  })
  return answer
}
