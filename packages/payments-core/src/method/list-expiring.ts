import type { ExpiringPage, ListExpiring } from '@azora/contract/payment-method'
import type { CallerContext } from '../context.ts'
import { decodeCursor, encodeCursor } from '../cursor.ts'
import { selectExpiring } from './expiry-rows.ts'
import { expiryWindow } from './expiry-window.ts'

const sort = 'expiry'

/**
 * A page of the merchant's saved cards that expire soon, the first to expire in front. Cards that have expired are not in it.
 *
 * @throws {Refusal} input_invalid for a cursor that is not ours
 */
export async function listExpiring(ctx: CallerContext, input: ListExpiring): Promise<ExpiringPage> {
  const { cursor, limit, withinDays } = input
  const after = cursor ? decodeCursor(cursor, sort) : null
  const rows = await ctx.reports.all(selectExpiring, {
    merchantId: ctx.merchantId,
    ...expiryWindow(ctx.clock.now(), withinDays),
    afterMonth: after?.key ?? null,
    afterId: after?.id ?? null,
    limit: limit + 1,
  })
  const methods = rows.slice(0, limit).map(({ method }) => method)
  const last = rows.length > limit ? methods.at(-1) : undefined
  const nextCursor =
    last?.expiry && encodeCursor({ sort, key: last.expiry.year * 100 + last.expiry.month, id: last.id })
  return { methods, nextCursor: nextCursor ?? null }
}
