import { int8, timestamptz, uuid } from '@azora/db/column'
import type { Queryable } from '@azora/db/database'
import { defineStatement } from '@azora/db/statement'
import type { PaymentContext } from '../context.ts'
import { promises, recentPayments, type Promised } from './promises.ts'

/** How a promise stands. */
export interface PromiseReading {
  promised: Promised
  value: number
}

/**
 * Looks at every promise, in one statement that reads a few thousand rows at most however large the tables are. It needs the
 * rights of a worker or of the web process: a receiver reads no payments.
 *
 * @throws when the database cannot be asked, or takes too long
 */
export async function readPromises({
  reports,
  merchantId,
  clock,
}: Pick<PaymentContext, 'merchantId' | 'clock'> & { reports: Queryable }): Promise<PromiseReading[]> {
  const row = await reports.first(selectPromises, { merchantId, now: clock.now() })
  if (!row) throw new Error('the database said nothing of our promises')
  return promises.map((promised, index) => ({ promised, value: row[columnOf(index)] ?? Number.NaN }))
}

const columnOf = (index: number): string => `p${index}`

const selectPromises = defineStatement({
  name: 'promise/select',
  text: `
    with ${recentPayments}
    select ${promises.map(({ sql }, index) => `(${sql}) as ${columnOf(index)}`).join(',\n      ')}`,
  params: { merchantId: uuid, now: timestamptz },
  columns: Object.fromEntries(promises.map((_, index) => [columnOf(index), int8])),
})
