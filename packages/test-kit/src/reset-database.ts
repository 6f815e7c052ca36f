import type pg from 'pg'
import { tablesOf, withoutRows, type Table } from './tables.ts'

/**
 * Makes a database as it was, when all connections of the pools are idle, and ends everybody else's connections. Answers
 * false when it cannot: tables, triggers or statistics were changed, tables grew, a lock is held, a listener is gone.
 */
export type Reset = () => Promise<boolean>

/** Deleted rows leave pages behind, which a test about plans would notice. */
const longestBytes = 2 * 1024 * 1024

const sessionsSql = `select pid from pg_stat_activity
  where datname = current_database() and application_name = 'azora session' order by pid`

const strangersSql = `select pg_terminate_backend(pid, 5000) from pg_stat_activity
  where datname = current_database() and backend_type = 'client backend'
    and pid <> pg_backend_pid() and pid <> all($1)`

const catalogs = [
  'class',
  'attribute',
  'attrdef',
  'constraint',
  'trigger',
  'proc',
  'index',
  'namespace',
  'statistic',
].map((name) => `pg_${name}`)

/** Changes with every insert, update and delete, except the ones that VACUUM makes in a catalog. */
const versionsOf = (tables: readonly string[]): string =>
  tables.map((name) => `(select count(*) || ' ' || max(xmin::text::bigint) from ${name})`).join(` || ',' || `)

const lookSql = `select ${versionsOf(catalogs)} as catalogs,
  (select coalesce(sum(pg_relation_size(oid)), 0)::int from unnest($1::oid[]) as oid) as bytes,
  (select count(*)::int from pg_locks join pg_database on pg_database.oid = pg_locks.database
   where locktype = 'advisory' and datname = current_database()) as locks`

/** Notes how a fresh database looks whose only session is the listener of the pools' owner. The first pool does the work. */
export async function prepareReset(pools: readonly [pg.Pool, ...pg.Pool[]]): Promise<Reset> {
  const pooled = new Set<number>()
  for (const pool of pools) {
    pool.on('connect', (client) => pooled.add(processIdOf(client)))
    pool.on('remove', (client) => pooled.delete(processIdOf(client)))
  }
  const [pool] = pools
  const all = await tablesOf(pool)
  const tables = await withoutRows(pool, all)
  const kept = `select ${versionsOf(all.filter((table) => !tables.includes(table)).map(({ name }) => name))} as kept`
  const emptying = `begin; set local session_replication_role = replica;
    ${tables.map(({ name }) => `delete from ${name};`).join(' ')}
    select setval(format('%I.%I', schemaname, sequencename), start_value, false) from pg_sequences; commit`
  const sessions = await sessionsOf(pool)
  const before = await look(pool, tables)
  const keptBefore = await textOf(pool, kept)

  return async () => {
    await pool.query(strangersSql, [[...sessions, ...pooled]])
    const { catalogs, bytes, locks } = await look(pool, tables)
    const isListening = (await sessionsOf(pool)).join() === sessions.join()
    if (catalogs !== before.catalogs || bytes > longestBytes || locks > 0 || !isListening) return false
    if ((await textOf(pool, kept)) !== keptBefore) return false
    await Promise.all(pools.map(forgetSettings))
    await pool.query(emptying)
    return true
  }
}

/** A connection keeps what a test has set on it. */
async function forgetSettings(pool: pg.Pool): Promise<void> {
  const clients = await Promise.all(Array.from({ length: pool.totalCount }, () => pool.connect()))
  await Promise.all(clients.map((client) => client.query('reset all; unlisten *')))
  for (const client of clients) client.release()
}

async function textOf(pool: pg.Pool, sql: string): Promise<string> {
  const { rows } = await pool.query<Record<string, string>>(sql)
  return JSON.stringify(rows)
}

async function sessionsOf(pool: pg.Pool): Promise<number[]> {
  const { rows } = await pool.query<{ pid: number }>(sessionsSql)
  return rows.map(({ pid }) => pid)
}

async function look(pool: pg.Pool, tables: readonly Table[]) {
  const { rows } = await pool.query<{ catalogs: string; bytes: number; locks: number }>(lookSql, [
    tables.map(({ oid }) => oid),
  ])
  const [row] = rows
  if (!row) throw new Error('a select without a table returned no row')
  return row
}

/** The driver knows which process of the server it talks to; its types do not. */
const processIdOf = (client: pg.PoolClient): number => (client as pg.PoolClient & { processID: number }).processID
