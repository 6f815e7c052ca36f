import { tooSmall } from '../../contract/compile-params.ts'
import { invalidRequest, resourceMissing } from '../../http/stripe-error.ts'
import type { Table } from '../../state/table.ts'

export interface ListParams {
  limit?: number
  starting_after?: string
  ending_before?: string
  created?: number | { gt?: number; gte?: number; lt?: number; lte?: number }
}

export interface List<Row> {
  object: 'list'
  url: string
  has_more: boolean
  data: Row[]
}

export interface ListQuery<Row extends { readonly id: string }> {
  table: Table<Row>
  url: string
  params: ListParams
  /** Rows that the list leaves out answer `false`. */
  matches?: (row: Row) => boolean
  /** All candidates oldest first, where an index knows them. */
  among?: readonly Row[]
}

/**
 * One page, newest first, by cursor as Stripe does.
 *
 * @throws {StripeError} parameter_invalid_integer (limit 1 to 100), resource_missing (cursor)
 */
export function listPage<Row extends { readonly id: string }>(query: ListQuery<Row>): List<Row> {
  const { params, url } = query
  const limit = checkLimit(params.limit)
  const { starting_after: after, ending_before: before } = params
  if (after !== undefined && before !== undefined) {
    throw invalidRequest({
      message: 'You cannot specify both starting_after and ending_before.',
      param: 'ending_before',
    })
  }

  const page: Row[] = []
  for (const row of candidates(query, after, before)) {
    if (!isCreatedWithin(row, params.created) || query.matches?.(row) === false) continue
    page.push(row)
    if (page.length > limit) break
  }
  const has_more = page.length > limit
  const data = page.slice(0, limit)
  return { object: 'list', url, has_more, data: before === undefined ? data : data.toReversed() }
}

function checkLimit(limit = 10): number {
  if (limit < 1) throw tooSmall('limit', 1)
  if (limit > 100) {
    const message = 'This value must be less than or equal to 100.'
    throw invalidRequest({ message, param: 'limit', code: 'parameter_invalid_integer' })
  }
  return limit
}

function candidates<Row extends { readonly id: string }>(
  { table, among }: ListQuery<Row>,
  after: string | undefined,
  before: string | undefined,
): Iterable<Row> {
  const cursor = after ?? before
  if (cursor !== undefined && !table.get(cursor)) {
    throw resourceMissing({
      resource: table.name,
      id: cursor,
      param: after === undefined ? 'ending_before' : 'starting_after',
    })
  }
  if (!among) return before === undefined ? table.newestFirst(after) : table.oldestFirst(before)

  const at = among.findIndex((row) => row.id === cursor)
  if (before !== undefined) return among.slice(at + 1)
  return (at === -1 ? among : among.slice(0, at)).toReversed()
}

const isCreatedWithin = (row: object, range: ListParams['created']): boolean =>
  isWithin('created' in row && typeof row.created === 'number' ? row.created : 0, range)

/** @param time Unix seconds */
export function isWithin(time: number, range: ListParams['created']): boolean {
  if (range === undefined) return true
  if (typeof range === 'number') return time === range
  const { gt = -Infinity, gte = -Infinity, lt = Infinity, lte = Infinity } = range
  return time > gt && time >= gte && time < lt && time <= lte
}
