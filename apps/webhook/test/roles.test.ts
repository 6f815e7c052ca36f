import { assertMigrated } from '@azora/db/migrate/assert-migrated'
import { grantRoles } from '@azora/db/migrate/grant-roles'
import { openDatabase, type Database } from '@azora/db/database'
import { sealAudit } from '@azora/payments-core/audit/seal-audit'
import { sweepAttempts } from '@azora/payments-core/attempt/sweep-attempts'
import { getPayment } from '@azora/payments-core/payment/get-payment'
import { processPayment } from '@azora/payments-core/payment/process-payment'
import { sweepPayments } from '@azora/payments-core/payment/sweep-payments'
import { createLogin, type ProcessRole } from '@azora/test-kit/create-login'
import { createWorld, personas, type World } from '@azora/test-kit/create-world'
import { createReceiver } from '@azora/webhook/create-receiver'
import { serve } from '@azora/webhook/serve'
import { startWorker } from '@azora/webhook/start-worker'
import { afterAll, beforeAll, expect, test } from 'vitest'

const roles: ProcessRole[] = ['azora_web', 'azora_receiver', 'azora_worker']

/** A world with a paid payment and a seal, and its database as each of our processes sees it. */
async function rolesWorld() {
  await using stack = new AsyncDisposableStack()
  const world = stack.use(await createWorld())
  const as = {} as Record<ProcessRole, Database>
  const urls = {} as Record<ProcessRole, string>
  for (const role of roles) {
    const login = stack.use(await createLogin(world.databaseUrl, role))
    urls[role] = login.url
    as[role] = stack.use(openDatabase({ connectionString: login.url, max: 4 }))
  }
  await world.pay()
  await world.settle()
  await sealAudit(world.ctx, { marginSeconds: 0 })
  const owned = stack.move()
  return { world, as, urls, [Symbol.asyncDispose]: () => owned.disposeAsync() }
}

/** The code of what the database has against some SQL, or `done`; in any case it is undone. */
async function codeOf(db: Database, sql: string): Promise<string> {
  const client = await db.pool.connect()
  try {
    await client.query('begin')
    await client.query(sql)
    return 'done'
  } catch (error) {
    const { code, message } = error as { code?: string; message: string }
    return code ?? message
  } finally {
    await client.query('rollback')
    client.release()
  }
}

const denied = '42501'

let system: Awaited<ReturnType<typeof rolesWorld>>
beforeAll(async () => {
  system = await rolesWorld()
})
afterAll(() => system?.[Symbol.asyncDispose]())

test('a payment runs from the cart to the mailed receipt with each process in its own role', async () => {
  const { world, as, urls } = system
  const secret = `whsec_${'a'.repeat(32)}`
  const receiving = { ...world.ctx, db: as.azora_receiver }
  await using _ = await serving(receiving, secret, world)
  const worker = await startWorker({ ...world.ctx, db: as.azora_worker }, { connectionString: urls.azora_worker })
  const web = { ...world.ctx, db: as.azora_web, caller: personas.shopper }

  const { payment } = await processPayment(web, {
    requestId: crypto.randomUUID(),
    cart: world.cart(),
    confirmationTokenId: world.stripe.confirmationToken({ card: '4242424242424242' }).id,
  })

  const lastStep = async () => (await getPayment(web, { paymentId: payment.id })).timeline.at(-1)?.kind
  await expect.poll(lastStep, { timeout: 12_000 }).toBe('receipt_sent')
  await worker.stop()
  expect(await sealAudit({ ...world.ctx, db: as.azora_worker }, { marginSeconds: 0 })).toBeGreaterThan(3)
  for (const db of Object.values(as)) await expect(assertMigrated(db.pool)).resolves.toBeUndefined()
  expect(world.logged.filter((line) => line.includes('permission denied'))).toEqual([])
})

/** Our receiver in its role, in the place of the world's own. */
async function serving(ctx: World['ctx'], secret: string, world: World): Promise<AsyncDisposable> {
  const app = createReceiver({ ctx, secrets: [secret], isLive: false, isReady: async () => true })
  const served = await serve(app, { port: 0 })
  // The one that is there writes as the owner: it must not be what stores the events.
  world.stripe.reset()
  world.stripe.addWebhookEndpoint({ url: `http://127.0.0.1:${served.port}/webhooks/stripe`, secret })
  return { [Symbol.asyncDispose]: () => served.stop() }
}

test('an attempt whose answer was lost is finished by the sweeper in the worker’s role', async () => {
  const { world, as } = system
  world.stripe.faults.add({ match: { method: 'POST' }, effect: 'reset', phase: 'before', times: 99 })
  const { payment } = await world.pay()
  world.stripe.faults.clear()
  await world.expireLeases()
  const sweeping = { ...world.ctx, db: as.azora_worker }

  expect(await sweepAttempts(sweeping)).toBe(1)
  world.clock.advance({ seconds: 60 })
  await sweepPayments(sweeping)

  expect(await getPayment(world.as('shopper'), { paymentId: payment.id })).toMatchObject({ status: 'succeeded' })
})

const frozen = [
  `update audit_entry set actor = 'x'`,
  'delete from audit_entry',
  'truncate audit_entry',
  'alter table audit_entry disable trigger all',
  'drop trigger audit_entry_only_grows on audit_entry',
  `insert into audit_entry (merchant_id, id, actor, action, subject_kind, subject_id, at, recorded_at)
   select merchant_id, gen_random_uuid(), actor, action, subject_kind, subject_id, at, recorded_at from audit_entry`,
  `update audit_seal set hash = hash`,
  'delete from audit_seal',
  'truncate audit_seal',
  'alter table audit_seal disable trigger all',
  `update receipt set number = '7'`,
  'delete from receipt',
  'truncate receipt cascade',
  'alter table receipt disable trigger all',
  'delete from payment',
  'truncate payment cascade',
  'alter table payment disable trigger payment_moves_forward',
  'alter table payment drop constraint payment_money_bounded',
  'delete from attempt',
  'delete from refund',
  'truncate refund cascade',
  'delete from receipt_counter',
  'delete from webhook_event',
  'drop table outbox',
  'create table mine (id int)',
  `update _prisma_migrations set checksum = 'x'`,
  'set session_replication_role = replica',
  'set role azora_owner',
  `create or replace function refuse_audit_change() returns trigger language plpgsql as 'begin return old; end'`,
]

test.each(roles)('%s may change or remove nothing that must stay (S32)', async (role) => {
  const answers = await Promise.all(frozen.map(async (sql) => [sql, await codeOf(system.as[role], sql)]))

  expect(answers).toEqual(frozen.map((sql) => [sql, denied]))
})

test('only the worker seals, notes that a receipt was mailed, and forgets answers', async () => {
  const own = [
    `insert into audit_seal select merchant_id, number + 1, to_recorded_at, gen_random_uuid(), 'infinity', to_id, 1, hash, hash, now() from audit_seal order by number desc limit 1`,
    'update receipt set mailed_at = mailed_at',
    'delete from idempotency_record',
  ]

  for (const sql of own) {
    expect([sql, await codeOf(system.as.azora_web, sql)]).toEqual([sql, denied])
    expect([sql, await codeOf(system.as.azora_receiver, sql)]).toEqual([sql, denied])
    expect([sql, await codeOf(system.as.azora_worker, sql)]).toEqual([sql, 'done'])
  }
})

test('the receiver sees no more of the database than which events it has stored', async () => {
  const { rows } = await system.world.ctx.db.pool.query<{ table: string }>(
    `select tablename as table from pg_tables where schemaname = 'public' and tablename <> '_prisma_migrations'`,
  )

  for (const { table } of rows) {
    expect([table, await codeOf(system.as.azora_receiver, `select * from ${table}`)]).toEqual([table, denied])
    expect([
      table,
      await codeOf(system.as.azora_receiver, `update ${table} set merchant_id = merchant_id`),
    ]).not.toContain('done')
  }
  expect(rows.length).toBeGreaterThan(10)
  await system.world.ctx.db.pool.query(`select graphile_worker.add_job('apply_event', '{}')`)
  const { rowCount } = await system.as.azora_receiver.pool.query(
    `update graphile_worker._private_jobs set payload = '{"eventId": "evt_other"}'`,
  )
  expect(rowCount).toBe(0)
  expect(await codeOf(system.as.azora_receiver, 'select merchant_id, id, object_id from webhook_event')).toBe('done')
})

test('each process may ask which database it is on, as the cache of answers does', async () => {
  const sql = 'select pg_control_system(), pg_walfile_name(pg_current_wal_lsn())'

  for (const role of roles) expect([role, await codeOf(system.as[role], sql)]).toEqual([role, 'done'])
})

test('in the catalog too: nobody of ours deletes, empties or owns, but for what is named', async () => {
  const { rows } = await system.world.ctx.db.pool.query<{ right: string }>(`
    select grantee || ' ' || lower(privilege_type) || ' ' || table_name as right from information_schema.role_table_grants
    where table_schema = 'public' and grantee in ('azora_web', 'azora_receiver', 'azora_worker', 'PUBLIC')
      and (privilege_type not in ('SELECT', 'INSERT', 'UPDATE') or grantee = 'PUBLIC')
    union all
    select pg_get_userbyid(relowner) || ' owns ' || relname from pg_class
    where relnamespace = 'public'::regnamespace and pg_get_userbyid(relowner) in ('azora_web', 'azora_receiver', 'azora_worker')`)

  expect(rows.map(({ right }) => right)).toEqual(['azora_worker delete idempotency_record'])
})

const queue = ['_private_jobs', '_private_tasks', '_private_job_queues']

/** Which of select, insert, update and delete each process needs on a whole table; those on single columns follow. */
const needs: Record<ProcessRole, (table: string) => string> = {
  azora_web: (table) => ({ ...ofWhoeverActs, ...queueOfOthers })[table] ?? (isQueue(table) ? '' : 'SIU'),
  azora_worker: (table) => ({ ...ofWhoeverActs, ...ofWorker })[table] ?? (isQueue(table) ? 'SIUD' : 'SIU'),
  azora_receiver: (table) => ({ webhook_event: 'I', _prisma_migrations: 'S', ...queueOfOthers })[table] ?? '',
}
const isQueue = (table: string) => table.startsWith('graphile_worker.')
const ofWhoeverActs: Record<string, string> = {
  audit_entry: 'S',
  audit_seal: 'S',
  receipt: 'SI',
  _prisma_migrations: 'S',
}
const ofWorker: Record<string, string> = { audit_seal: 'SI', idempotency_record: 'SIUD' }
const queueOfOthers: Record<string, string> = Object.fromEntries(
  queue.map((name) => [`graphile_worker.${name}`, 'SIU']),
)

const auditColumns = 'action, actor, after, at, before, id, merchant_id, request_id, subject_id, subject_kind'
const columnsNeeded = [
  `azora_receiver S webhook_event(id, merchant_id, object_id)`,
  `azora_web I audit_entry(${auditColumns})`,
  `azora_worker I audit_entry(${auditColumns})`,
  `azora_worker U receipt(mailed_at)`,
]

const letters = `(values ('S', 'select'), ('I', 'insert'), ('U', 'update'), ('D', 'delete')) as may (letter, privilege)`

test('in the catalog: each role may do with each table what its process needs, and nothing else', async () => {
  const { pool } = system.world.ctx.db
  const tables = `from pg_class as relation join unnest($1::text[]) as role on true cross join ${letters}
    where relation.relnamespace in ('public'::regnamespace, 'graphile_worker'::regnamespace) and relation.relkind in ('r', 'p', 'v', 'm')`
  const { rows } = await pool.query<{ role: ProcessRole; table: string; rights: string }>(
    `select role, relation.oid::regclass::text as table,
       coalesce(string_agg(letter, '' order by position(letter in 'SIUD')) filter (where has_table_privilege(role, relation.oid, privilege)), '') as rights
     ${tables} group by role, relation.oid order by 2, 1`,
    [roles],
  )
  const { rows: columns } = await pool.query<{ right: string }>(
    `select role || ' ' || letter || ' ' || relation.relname || '(' || string_agg(attname, ', ' order by attname) || ')' as right
     ${tables.replace(' where ', ' join pg_attribute on attrelid = relation.oid and attnum > 0 and not attisdropped where ')}
       and privilege <> 'delete' and not has_table_privilege(role, relation.oid, privilege)
       and case when privilege <> 'delete' then has_column_privilege(role, relation.oid, attnum, privilege) end
     group by role, letter, relation.relname order by 1`,
    [roles],
  )

  expect(rows.length).toBeGreaterThan(60)
  expect(rows).toEqual(rows.map(({ role, table }) => ({ role, table, rights: needs[role](table) })))
  expect(columns.map(({ right }) => right)).toEqual(columnsNeeded)
})

test('a migration that is run again takes away what was granted by hand', async () => {
  const { world, as } = system
  await world.ctx.db.pool.query('grant delete, update on audit_entry to azora_web')

  const client = await world.ctx.db.pool.connect()
  await grantRoles(client)
  client.release()

  expect(await codeOf(as.azora_web, 'delete from audit_entry')).toBe(denied)
})
