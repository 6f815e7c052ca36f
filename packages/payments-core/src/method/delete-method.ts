import type { DeletedMethod, DeleteMethod } from '@azora/contract/payment-method'
import type { CallerContext } from '../context.ts'
import { Refusal } from '../refusal.ts'
import { fingerprintOf } from '../request/fingerprint.ts'
import { runRequest } from '../request/run-request.ts'
import { deleteOperation } from './delete-operation.ts'
import { beginDelete, findOwnMethod } from './method-rows.ts'

/**
 * Removes one of the caller's methods, here and at Stripe, once; see `runRequest` for what holds when it is repeated or cut
 * off. From the first moment nobody can use it; `isDeleted` is false while Stripe gives no answer. A method that a payment is
 * being made with stays until that is over. No other method becomes the default in its place.
 *
 * @throws {Refusal} saved_method_not_found, also for somebody else's; saved_method_in_use, saved_method_not_removable,
 *   request_id_reused, request_in_progress, temporarily_unavailable
 */
export async function deleteMethod(ctx: CallerContext, input: DeleteMethod): Promise<DeletedMethod> {
  const { requestId, savedMethodId } = input
  const { answer } = await runRequest(ctx, {
    operation: deleteOperation,
    requestId,
    fingerprint: fingerprintOf({ savedMethodId }),
    begin: (params) => ctx.db.first(beginDelete, { ...params, savedMethodId }),
    async whyNot() {
      const { merchantId, caller } = ctx
      const row = await ctx.db.first(findOwnMethod, { merchantId, subject: caller.subject, savedMethodId })
      if (!row) return new Refusal({ code: 'saved_method_not_found', savedMethodId })
      return row.charging > 0
        ? new Refusal({ code: 'saved_method_in_use', savedMethodId })
        : new Refusal({ code: 'request_in_progress', requestId })
    },
  })
  return answer
}
