import { int4, int8, nullable, uuid } from '@azora/db/column'
import { decodeCursor, encodeCursor } from './cursor.ts'

/** What a statement that reads a page needs beside its filters. Filled by `pageOf`. */
export const pageParams = { merchantId: uuid, afterKey: nullable(int8), afterId: nullable(uuid), limit: int4 }

/** The rows after the page before, in SQL on a row. A key is a time in milliseconds, which is all the precision that columns have. */
export const afterPage = (row: string, column = 'created_at', beyond: '<' | '>' = '<'): string => `
  ($afterKey is null or (${row}.${column}, ${row}.id) ${beyond} (to_timestamp($afterKey / 1000.0)::timestamptz(3), $afterId))`

/**
 * The values of `pageParams`: one row more than was asked for is read, to know whether there is another page.
 *
 * @throws {Refusal} input_invalid for a cursor that is not ours or belongs to another order
 */
export function pageOf(
  { merchantId }: { merchantId: string },
  { cursor, limit }: { cursor?: string | null | undefined; limit: number },
  sort: string,
) {
  const after = cursor ? decodeCursor(cursor, sort) : null
  return { merchantId, afterKey: after?.key ?? null, afterId: after?.id ?? null, limit: limit + 1 }
}

/** Cuts what was read to a page and the cursor of the next. `keyOf` gives a row's place in the order. */
export function cutPage<T extends { id: string; createdAt: string }>(
  rows: readonly T[],
  { limit, sort, keyOf = createdAt }: { limit: number; sort: string; keyOf?: (row: T) => string },
): { items: T[]; nextCursor: string | null } {
  const items = rows.slice(0, limit)
  const last = rows.length > limit ? items.at(-1) : undefined
  return { items, nextCursor: last ? encodeCursor({ sort, key: Date.parse(keyOf(last)), id: last.id }) : null }
}

const createdAt = (row: { createdAt: string }) => row.createdAt
