import pg from 'pg'
import { beforeEach, expect, test } from 'vitest'
import { createWorld, type World } from '../src/create-world.ts'
import { createTestDatabase } from '../src/test-database.ts'

/** How many rows each table of a database has, and where each sequence stands. */
async function contentsOf(databaseUrl: string): Promise<Record<string, string>> {
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  const { rows: tables } = await client.query<{ name: string }>(
    `select oid::regclass::text as name from pg_class
     where relkind = 'r' and relnamespace::regnamespace::text !~ '^(pg_|information_schema)'`,
  )
  const counts = tables.map(({ name }) => `select '${name}' as name, count(*)::text as held from ${name}`)
  const sequences = `select format('%I.%I', schemaname, sequencename), last_value::text from pg_sequences`
  const { rows } = await client.query<{ name: string; held: string }>([...counts, sequences].join(' union all '))
  await client.end()
  return Object.fromEntries(rows.map(({ name, held }) => [name, held]))
}

let databaseUrl: string

const query = (world: World, sql: string) => world.ctx.db.pool.query<Record<string, unknown>>(sql)

beforeEach(async () => {
  await using world = await createWorld()
  databaseUrl = world.databaseUrl
})

test('the next world gets the database of the last one, as empty as a fresh copy but for its own shop', async () => {
  await using fresh = await createTestDatabase()
  const empty = await contentsOf(fresh.url)
  {
    await using world = await createWorld()
    await world.pay()
    await world.settle()
    expect(world.databaseUrl).toBe(databaseUrl)
    expect(await contentsOf(databaseUrl)).not.toEqual(empty)
  }

  await using world = await createWorld()

  expect(world.databaseUrl).toBe(databaseUrl)
  const shop = { merchant: '1', product: '1', price: '4' }
  expect(await contentsOf(databaseUrl)).toEqual({ ...empty, ...shop })
})

test.each([
  [
    'a trigger is switched off and on',
    'alter table receipt disable trigger user; alter table receipt enable trigger user',
  ],
  ['a table is renamed', 'alter table audit_entry rename to audit_entry_away'],
  ['a constraint is dropped', 'alter table payment drop constraint payment_money_bounded'],
  ['a right is granted', 'grant select on payment to public'],
  ['a row that was there before is gone', 'delete from _prisma_migrations'],
  ['the planner learnt of rows', 'analyze price'],
  ['a connection keeps a lock', 'select pg_advisory_lock(7)'],
  ['tables grew large', `insert into event_mark select gen_random_uuid(), now(), now() from generate_series(1, 60000)`],
])('a database is not lent again when %s', async (_, sql) => {
  {
    await using world = await createWorld()
    expect(world.databaseUrl).toBe(databaseUrl)
    await query(world, sql)
  }

  await using world = await createWorld()

  expect(world.databaseUrl).not.toBe(databaseUrl)
})

test('what a test has set on a connection is forgotten', async () => {
  {
    await using world = await createWorld()
    await query(world, 'set lock_timeout = 77')
  }

  await using world = await createWorld()

  expect(world.databaseUrl).toBe(databaseUrl)
  expect((await query(world, 'show lock_timeout')).rows).toEqual([{ lock_timeout: '0' }])
})

test('what a test left running is refused the database, and its connections elsewhere are ended', async () => {
  const stranger = new pg.Client({ connectionString: databaseUrl })
  const lost: string[] = []
  stranger.on('error', (error) => lost.push(error.message))
  let left: World
  {
    await using world = await createWorld()
    await stranger.connect()
    left = world
  }

  await expect(async () => query(left, 'select 1')).rejects.toThrow('a test that is over')
  await expect.poll(() => lost.join()).toContain('terminating connection')
})

test('worlds that live at once have a database each', async () => {
  await using one = await createWorld()
  await using other = await createWorld()

  expect(other.databaseUrl).not.toBe(one.databaseUrl)
})
