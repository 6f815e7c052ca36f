import { createHash } from 'node:crypto'
import { sealAudit } from '@azora/payments-core/audit/seal-audit'
import { verifyAudit } from '@azora/payments-core/audit/verify-audit'
import { createWorld, type World } from '@azora/test-kit/create-world'
import { expect, test } from 'vitest'

const seal = (world: World, batchSize = 3) => sealAudit(world.ctx, { marginSeconds: 0, batchSize })
const verify = (world: World, input: Partial<Parameters<typeof verifyAudit>[1]> = {}) =>
  verifyAudit(world.ctx, { after: 0, limit: 50, ...input })
const rows = async (world: World, sql: string) => (await world.ctx.db.pool.query(sql)).rows

/** As somebody would who owns the database, and so gets around its triggers. */
const tamper = (world: World, sql: string) =>
  world.ctx.db.pool.query(`begin; set local session_replication_role = replica; ${sql}; commit`)

async function addEntries(world: World, count: number): Promise<void> {
  await world.ctx.db.pool.query(
    `insert into audit_entry (merchant_id, id, actor, action, subject_kind, subject_id, after, at)
     select $1, gen_random_uuid(), 'staff:ana', 'refund.created', 'refund', n::text, jsonb_build_object('n', n), now()
     from generate_series(1, $2::int) n`,
    [world.ctx.merchantId, count],
  )
}

/** Nine entries in three batches of three. */
async function sealedWorld(): Promise<World> {
  const world = await createWorld()
  await addEntries(world, 9)
  await seal(world)
  return world
}

test('entries are sealed in batches, each once, and the chain is whole', async () => {
  await using world = await createWorld()
  await addEntries(world, 7)

  expect(await seal(world)).toBe(7)
  expect(await seal(world)).toBe(0)
  await addEntries(world, 1)
  expect(await seal(world)).toBe(1)

  const seals = await rows(world, 'select number, entry_count from audit_seal order by number')
  expect(seals.map(({ number, entry_count }) => [number, entry_count])).toEqual([
    [1, 3],
    [2, 3],
    [3, 1],
    [4, 1],
  ])
  expect(await verify(world)).toMatchObject({ seals: 4, entries: 8, findings: [], next: null, oldestUnsealedAt: null })
})

test('the entries of a whole payment are sealed as they were written', async () => {
  await using world = await createWorld()
  await world.pay()
  await world.settle()

  const sealed = await seal(world)

  const [{ count } = { count: 0 }] = await rows(world, 'select count(*)::int from audit_entry')
  expect(sealed).toBe(count)
  expect(await verify(world)).toMatchObject({ entries: count, findings: [] })
})

test('an entry younger than the margin waits, so that a transaction which commits late is not missed', async () => {
  await using world = await createWorld()
  const late = await world.ctx.db.pool.connect()
  await late.query('begin')
  await late.query(
    `insert into audit_entry (merchant_id, id, actor, action, subject_kind, subject_id, at)
     values ($1, gen_random_uuid(), 'late', 'refund.created', 'refund', '1', now())`,
    [world.ctx.merchantId],
  )
  await addEntries(world, 2)

  const tooEarly = await sealAudit(world.ctx, { marginSeconds: 3600 })
  await late.query('commit')
  late.release()
  const sealed = await seal(world)

  expect([tooEarly, sealed]).toEqual([0, 3])
  expect(await verify(world)).toMatchObject({ entries: 3, findings: [] })
})

test('no transaction of ours can last as long as sealing waits', async () => {
  await using world = await createWorld()

  const [limit] = await rows(world, `select extract(epoch from current_setting('transaction_timeout')::interval) as s`)

  expect(Number(limit?.s)).toBeGreaterThan(0)
  expect(Number(limit?.s)).toBeLessThan(30)
  await addEntries(world, 1)
  expect(await sealAudit(world.ctx)).toBe(0)
})

test('several processes that seal at once make one chain', async () => {
  await using world = await createWorld()
  await addEntries(world, 60)

  const sealed = await Promise.all(Array.from({ length: 6 }, () => seal(world)))
  await seal(world)

  const [{ count } = { count: 0 }] = await rows(world, 'select sum(entry_count)::int as count from audit_seal')
  expect(count).toBe(60)
  expect(sealed.reduce((sum, n) => sum + n, 0)).toBeLessThanOrEqual(60)
  expect(await verify(world)).toMatchObject({ entries: 60, findings: [] })
})

test('while a batch is being sealed nothing is locked that an insert would wait for', async () => {
  await using world = await createWorld()
  await addEntries(world, 10)

  const locks = await world.ctx.db.transaction(async (tx) => {
    await sealAudit({ ...world.ctx, db: { ...world.ctx.db, ...tx } }, { marginSeconds: 0 })
    await addEntries(world, 1)
    return rows(
      world,
      `select distinct mode from pg_locks where relation = 'audit_entry'::regclass and database =
         (select oid from pg_database where datname = current_database())`,
    )
  })

  expect(locks).toEqual([{ mode: 'AccessShareLock' }])
  expect((await verify(world)).entries).toBe(10)
})

const columns: [string, string][] = [
  ['actor', `'x'`],
  ['action', `'x'`],
  ['subject_kind', `'x'`],
  ['subject_id', `'x'`],
  ['request_id', `'x'`],
  ['before', `'{}'`],
  ['after', 'null'],
  ['at', `at + interval '1 ms'`],
  ['id', 'gen_random_uuid()'],
  ['recorded_at', `recorded_at + interval '1 us'`],
  ['merchant_id', 'gen_random_uuid()'],
]

test.each(columns)('a changed %s of one entry is found, and in which batch (S32)', async (column, value) => {
  await using world = await sealedWorld()
  await tamper(
    world,
    `update audit_entry set ${column} = ${value} where (merchant_id, id) =
      (select merchant_id, id from audit_entry order by recorded_at, id offset 4 limit 1)`,
  )

  const { findings } = await verify(world)

  const kind = column === 'merchant_id' ? 'entries_missing' : 'entries_changed'
  expect(findings).toEqual([{ number: 2, kind }])
})

test('every column of the log is under the seal', async () => {
  await using world = await createWorld()

  const { rows: found } = await world.ctx.db.pool.query<{ column_name: string }>(
    `select column_name from information_schema.columns where table_name = 'audit_entry'`,
  )

  expect(found.map(({ column_name }) => column_name).toSorted()).toEqual(columns.map(([name]) => name).toSorted())
})

test('fields cannot be shifted into each other', async () => {
  await using world = await sealedWorld()
  await tamper(world, `update audit_entry set actor = 'staff:anarefund', action = '.created' where subject_id = '5'`)

  expect((await verify(world)).findings).toEqual([{ number: 2, kind: 'entries_changed' }])
})

test.each([
  ['a missing entry', `delete from audit_entry where subject_id = '5'`, [{ number: 2, kind: 'entries_missing' }]],
  [
    'an entry that was slipped in',
    `insert into audit_entry select merchant_id, gen_random_uuid(), actor, action, subject_kind, '99', request_id, before, after, at, recorded_at
     from audit_entry where subject_id = '5'`,
    [{ number: 2, kind: 'entries_added' }],
  ],
  [
    'an entry before all others',
    `insert into audit_entry select merchant_id, gen_random_uuid(), actor, action, subject_kind, '0', request_id, before, after, at, recorded_at - interval '1 day'
     from audit_entry where subject_id = '5'`,
    [{ number: 1, kind: 'entries_added' }],
  ],
  ['a seal that is gone', `delete from audit_seal where number = 2`, [{ number: 2, kind: 'seal_missing' }]],
  [
    'a hash that was changed',
    `update audit_seal set hash = sha256('x') where number = 2`,
    [{ number: 2, kind: 'seal_changed' }],
  ],
  [
    'a seal that begins the chain anew',
    `delete from audit_seal where number = 1`,
    [{ number: 1, kind: 'seal_missing' }],
  ],
])('verification finds %s, and where', async (_, sql, findings) => {
  await using world = await sealedWorld()
  await tamper(world, sql)

  expect((await verify(world)).findings).toEqual(findings)
})

test('a batch that is rewritten together with its seal does not fit the next one', async () => {
  await using world = await sealedWorld()
  await world.ctx.db.pool.query('create table kept as select * from audit_seal where number = 3')
  await tamper(
    world,
    `update audit_entry set actor = 'x' where subject_id = '5'; delete from audit_seal where number in (2, 3)`,
  )
  await seal(world)
  await tamper(world, `delete from audit_seal where number = 3; insert into audit_seal select * from kept`)

  expect((await verify(world)).findings).toEqual([{ number: 2, kind: 'seal_changed' }])
})

test('a chain whose end was cut off or rewritten does not fit a head that was kept', async () => {
  await using world = await sealedWorld()
  const { head } = await verify(world)
  const anchor = head ?? { number: 0, hash: '' }
  expect((await verify(world, { anchor })).findings).toEqual([])

  await tamper(
    world,
    `delete from audit_entry where subject_id in ('7', '8', '9'); delete from audit_seal where number = 3`,
  )
  expect((await verify(world)).findings).toEqual([])
  expect((await verify(world, { anchor })).findings).toEqual([{ number: 3, kind: 'seal_missing' }])

  await addEntries(world, 3)
  await seal(world)
  expect((await verify(world, { anchor })).findings).toEqual([{ number: 3, kind: 'seal_changed' }])
})

test('a long chain is checked page by page, with the same findings', async () => {
  await using world = await sealedWorld()
  await tamper(world, `delete from audit_entry where subject_id in ('2', '8')`)

  const pages = []
  for (let after: number | null = 0; after !== null; after = pages.at(-1)?.next ?? null) {
    pages.push(await verify(world, { after, limit: 1 }))
  }

  expect(pages.flatMap(({ findings }) => findings)).toEqual([
    { number: 1, kind: 'entries_missing' },
    { number: 3, kind: 'entries_missing' },
  ])
  expect(pages.map(({ seals }) => seals)).toEqual([1, 1, 1, 0])
})

test('another merchant’s entries are another chain', async () => {
  await using world = await sealedWorld()
  const other = { ...world.ctx, merchantId: world.ctx.newId() }
  await addEntries({ ...world, ctx: other }, 2)

  expect(await sealAudit(other, { marginSeconds: 0 })).toBe(2)

  expect(await verifyAudit(other, { after: 0, limit: 10 })).toMatchObject({ seals: 1, entries: 2, findings: [] })
  expect(await verify(world)).toMatchObject({ seals: 3, entries: 9, findings: [] })
})

test('the hash can be computed from the rows by anyone, without a word of our SQL', async () => {
  await using world = await createWorld()
  await addEntries(world, 2)
  await seal(world)
  const micros = (time: string) => `(extract(epoch from ${time}) * 1000000)::int8::text`
  const entries = await rows(
    world,
    `select merchant_id::text a, id::text b, actor c, action d, subject_kind e, subject_id f, request_id g, before::text h, after::text i,
       ${micros('at')} j, ${micros('recorded_at')} k from audit_entry order by recorded_at, id`,
  )
  const [sealed] = await rows(
    world,
    `select merchant_id::text a, number::text b, ${micros('from_recorded_at')} c, from_id::text d, ${micros('to_recorded_at')} e,
       to_id::text f, entry_count::text g, ${micros('sealed_at')} h from audit_seal`,
  )
  const [{ hash, previous } = { hash: '', previous: Buffer.alloc(0) }] = await rows(
    world,
    `select encode(hash, 'hex') as hash, previous_hash as previous from audit_seal`,
  )

  const encode = (row: Record<string, string | null>) =>
    Object.values(row)
      .map((value) => (value === null ? '-' : `${Buffer.byteLength(value)}:${value}`))
      .join('')
  const digests = entries.map((row) => createHash('sha256').update(encode(row)).digest())
  const expected = createHash('sha256').update(encode(sealed)).update(previous).update(Buffer.concat(digests))

  expect(expected.digest('hex')).toBe(hash)
})
