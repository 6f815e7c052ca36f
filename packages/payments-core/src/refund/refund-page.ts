import { encodeCursor } from '../cursor.ts'

/** The one order that refunds are listed in. */
export const sort = 'newest'

/** The rows after the page before, in SQL on a row of `refund`. */
export const afterPage = `($afterKey is null or (refund.created_at, refund.id)
  < (to_timestamp($afterKey / 1000.0)::timestamptz(3), $afterId))`

/** Cuts what was read, one more than asked for, to a page and the cursor of the next. */
export function cutPage<T extends { id: string; createdAt: string }>(rows: readonly T[], limit: number) {
  const items = rows.slice(0, limit)
  const last = items.at(-1)
  const isMore = rows.length > limit && last !== undefined
  return { items, nextCursor: isMore ? encodeCursor({ sort, key: Date.parse(last.createdAt), id: last.id }) : null }
}
