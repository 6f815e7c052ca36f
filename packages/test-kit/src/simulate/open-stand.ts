import { openStores, type Stores } from '@azora/payments-core/open-stores'
import type pg from 'pg'
import { tablesOf, withoutRows, type Table } from '../tables.ts'
import { prepareDatabase } from './database-clock.ts'

/** A database for one run after another. */
export interface SimulationStand extends AsyncDisposable {
  databaseUrl: string
  stores: Stores
  /** Empties it after a run, to the last page: the order of rows that nobody asked to be in order must come again. */
  reset(): Promise<void>
}

const silent = { debug() {}, info() {}, warn() {}, error() {} }

/** Opens a migrated database that nobody else uses, and gives it a clock of its own. */
export async function openStand(databaseUrl: string): Promise<SimulationStand> {
  await prepareDatabase(databaseUrl)
  // Nothing happens at once, so one connection is enough.
  const stores = await openStores({ databaseUrl, databaseConnections: 1, log: silent })
  const { pool } = stores.db
  const tables = await withoutRows(pool, await tablesOf(pool))
  // One that was emptied looks different to the planner from one that was never used.
  await empty(pool, tables)
  return {
    databaseUrl,
    stores,
    async reset() {
      const stillEmpty = new Set((await withoutRows(pool, tables)).map(({ oid }) => oid))
      await empty(
        pool,
        tables.filter(({ oid }) => !stillEmpty.has(oid)),
      )
    },
    [Symbol.asyncDispose]: () => stores.close(),
  }
}

async function empty(pool: pg.Pool, tables: readonly Table[]): Promise<void> {
  const truncate = tables.length > 0 ? `truncate ${tables.map(({ name }) => name).join(', ')} cascade;` : ''
  // The audit log refuses to be emptied by triggers that a replica's session does not run.
  await pool.query(`begin; set local session_replication_role = replica; ${truncate}
    select setval(format('%I.%I', schemaname, sequencename), start_value, false) from pg_sequences; commit`)
}
