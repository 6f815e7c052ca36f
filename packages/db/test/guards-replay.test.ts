import { randomUUID } from 'node:crypto'
import { openDatabase, type Database } from '@azora/db/database'
import { createTestDatabase, type TestDatabase } from '@azora/test-kit/test-database'
import { afterAll, beforeAll, expect, test } from 'vitest'

let database: TestDatabase
let db: Database
beforeAll(async () => {
  database = await createTestDatabase()
  db = openDatabase({ connectionString: database.url, max: 1 })
  await db.pool.query(
    `insert into webhook_event (merchant_id, id, type, object_id, stripe_created_at, payload, received_at, handled_at, outcome, replays)
     values ($1, 'evt_open', 'charge.updated', 'ch_1', now(), '{}', now(), null, null, 0),
            ($1, 'evt_handled', 'charge.updated', 'ch_1', now(), '{}', now(), now(), 'applied', 1)`,
    [randomUUID()],
  )
})
afterAll(async () => {
  await db.close()
  await database.drop()
})

/** Tried and rolled back: what the database said, or nothing. */
async function attempt(sql: string): Promise<string> {
  const client = await db.pool.connect()
  await client.query('begin')
  const refusal = await client.query(sql).then(
    () => 'nothing',
    (error: { constraint?: string; message: string }) => error.constraint ?? error.message,
  )
  await client.query('rollback')
  client.release()
  return refusal
}

test.each([
  ['a handled event opened without a count', `handled_at = null, outcome = null`, 'has been handled'],
  ['one opened with a count too many', `handled_at = null, outcome = null, replays = 3`, 'has been handled'],
  ['another outcome under the cover of a replay', `outcome = 'foreign', replays = 2`, 'has been handled'],
  ['a replay that is taken back', `replays = 0`, 'never taken back'],
])('the database itself refuses %s (W23)', async (_, change, reason) => {
  expect(await attempt(`update webhook_event set ${change} where id = 'evt_handled'`)).toContain(reason)
})

test('the database itself refuses to empty what is still to be applied, or to open what was emptied', async () => {
  const emptied = `update webhook_event set payload = null`
  const opened = `${emptied}, handled_at = null, outcome = null, replays = 2`

  expect(await attempt(`${emptied} where id = 'evt_open'`)).toBe('webhook_event_waits_with_payload')
  expect(await attempt(`${opened} where id = 'evt_handled'`)).toBe('webhook_event_waits_with_payload')
  expect(await attempt(`${emptied} where id = 'evt_handled'`)).toBe('nothing')
  expect(await attempt(opened.replace('payload = null, ', '') + ` where id = 'evt_handled'`)).toBe('nothing')
})
