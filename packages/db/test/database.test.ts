import { openDatabase } from '@azora/db/database'
import { createEmptyDatabase } from '@azora/test-kit/test-database'
import { expect, test } from 'vitest'
import { int4 } from '../src/column.ts'
import { defineStatement } from '../src/statement.ts'

const backend = defineStatement({
  name: 'test/backend',
  text: `select pg_backend_pid() as pid`,
  params: {},
  columns: { pid: int4 },
})

test('a connection that the server ends in the middle of a transaction fails the transaction, not the process (D1)', async () => {
  await using empty = await createEmptyDatabase()
  await using db = openDatabase({ connectionString: empty.url })

  const work = db.transaction(async (tx) => {
    const found = await tx.first(backend, {})
    await db.pool.query(`select pg_terminate_backend($1, 5000)`, [found?.pid])
    return tx.first(backend, {})
  })

  await expect(work).rejects.toThrow(/terminat|not queryable/)
  expect(await db.first(backend, {})).toEqual({ pid: expect.any(Number) })
})
