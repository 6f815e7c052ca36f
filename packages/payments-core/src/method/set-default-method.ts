import type { SavedMethod, SetDefaultMethod } from '@azora/contract/payment-method'
import { isUniqueViolation } from '@azora/db/database'
import type { CallerContext } from '../context.ts'
import { Refusal } from '../refusal.ts'
import { actorOf } from '../request/actor-of.ts'
import { findOwnMethod, setDefaultMethod as setDefaultRow } from './method-rows.ts'

/**
 * Makes one of the caller's methods the one that is charged when none is named. Repeating it changes nothing.
 *
 * @throws {Refusal} saved_method_not_found, also for somebody else's
 */
export async function setDefaultMethod(ctx: CallerContext, { savedMethodId }: SetDefaultMethod): Promise<SavedMethod> {
  const { merchantId, caller } = ctx
  const own = { merchantId, subject: caller.subject, savedMethodId }
  const choose = () =>
    ctx.db.first(setDefaultRow, { ...own, actor: actorOf(caller), auditId: ctx.newId(), now: ctx.clock.now() })
  await choose().catch((error: unknown) => {
    // A first method became the default at this moment.
    if (!isUniqueViolation(error)) throw error
    return choose()
  })
  const row = await ctx.db.first(findOwnMethod, own)
  if (!row) throw new Refusal({ code: 'saved_method_not_found', savedMethodId })
  return row.method
}
