import { startKeptPostgres } from '@azora/test-kit/start-kept-postgres'
import { int4 } from '@azora/db/column'
import { openSession } from '@azora/db/session'
import { defineStatement } from '@azora/db/statement'
import { expect, test } from 'vitest'

const one = defineStatement({ name: 'test/one', text: 'select 1 as one', params: {}, columns: { one: int4 } })
const soon = { timeout: 15_000, interval: 60 }

test('a kept connection refuses at once while PostgreSQL is away, comes back and is told so (D1)', async () => {
  await using postgres = await startKeptPostgres()
  let opened = 0
  const session = await openSession({ connectionString: postgres.url, onOpen: async () => void (opened += 1) })
  let refused = 0
  const ask = () => session.db.all(one, {}).catch(() => void (refused += 1))

  await postgres.stop()
  // More than one round of reconnecting goes by, and every statement of that time has its answer.
  await expect.poll(() => ask().then(() => refused), soon).toBeGreaterThan(20)
  await postgres.startAgain()

  await expect.poll(ask, soon).toEqual([{ one: 1 }])
  expect(opened).toBe(2)
  await session.close()
}, 40_000)
