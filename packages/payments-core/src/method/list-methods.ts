import type { MethodList } from '@azora/contract/payment-method'
import type { CallerContext } from '../context.ts'
import { listMethods as selectMethods } from './method-rows.ts'

/** More than anybody keeps; what is beyond is not shown. */
const limit = 50

/** The caller's own saved methods, and bank accounts that wait for their micro-deposits. */
export async function listMethods(ctx: CallerContext): Promise<MethodList> {
  const { merchantId, caller } = ctx
  const row = await ctx.db.first(selectMethods, { merchantId, subject: caller.subject, limit })
  return row ?? { methods: [], waiting: [] }
}
