import { createWorld, type World } from '@azora/test-kit/create-world'
import { afterAll, beforeAll, expect, test } from 'vitest'

let world: World
beforeAll(async () => {
  world = await createWorld()
  await world.pay()
  await world.settle()
})
afterAll(() => world?.[Symbol.asyncDispose]())

const lockNotAvailable = '55P03'

/** What a second transaction is told that does the same while a first one has not ended. */
async function rivalOf(sql: string): Promise<string> {
  const [first, second] = [await world.ctx.db.pool.connect(), await world.ctx.db.pool.connect()]
  try {
    await first.query('begin')
    await first.query(sql)
    await second.query(`begin; set local lock_timeout = '50ms'`)
    await second.query(sql)
    return 'both at once'
  } catch (error) {
    return String((error as { code?: string }).code)
  } finally {
    for (const client of [first, second]) {
      await client.query('rollback')
      client.release()
    }
  }
}

test('whoever reads a receipt’s newest version, to build the next on it, is alone with its payment until the commit', async () => {
  const sql = 'select (latest_receipt(merchant_id, id, null)).version from payment'

  expect(await rivalOf(sql)).toBe(lockNotAvailable)
})
