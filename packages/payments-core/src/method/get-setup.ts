import type { GetSetup, MethodSetup } from '@azora/contract/payment-method'
import type { CallerContext } from '../context.ts'
import { Refusal } from '../refusal.ts'
import { selectOwnSetup } from './setup-rows.ts'

/** One of the caller's own setups, as it is now. @throws {Refusal} setup_not_found, also for somebody else's */
export async function getSetup(ctx: CallerContext, { setupId }: GetSetup): Promise<MethodSetup> {
  const { merchantId, caller } = ctx
  const row = await ctx.db.first(selectOwnSetup, { merchantId, subject: caller.subject, setupId })
  if (!row) throw new Refusal({ code: 'setup_not_found', setupId })
  return row.setup
}
