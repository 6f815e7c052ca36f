import { once } from 'node:events'
import type { Database } from '@azora/db/database'
import { openStores, type Stores } from '@azora/payments-core/open-stores'
import type pg from 'pg'
import { prepareReset, type Reset } from './reset-database.ts'
import { createTestDatabase } from './test-database.ts'

/** An empty database of one test's own, with connections to it. */
export interface BorrowedStores extends AsyncDisposable {
  databaseUrl: string
  stores: Omit<Stores, 'close'>
}

interface Stand extends AsyncDisposable {
  databaseUrl: string
  stores: Stores
  reset: Reset
}

/** Databases that the tests before are done with. */
const free: Stand[] = []

/**
 * Takes a database that an earlier test left and emptied, or copies the template if there is none. To open a connection
 * and to read the catalogs on it anew costs PostgreSQL more than most tests do, so both stay with the database. One that a
 * test has changed beyond its rows is not lent again.
 */
export async function borrowStores(): Promise<BorrowedStores> {
  const stand = free.pop() ?? (await openStand())
  const lent = lend(stand.stores)
  return {
    databaseUrl: stand.databaseUrl,
    stores: lent.stores,
    async [Symbol.asyncDispose]() {
      await Promise.all([idle(stand.stores.db.pool), idle(stand.stores.reports.pool)])
      lent.end()
      if (await stand.reset()) free.push(stand)
      else await stand[Symbol.asyncDispose]()
    },
  }
}

const silentLog = { debug() {}, info() {}, warn() {}, error() {} }

async function openStand(): Promise<Stand> {
  await using stack = new AsyncDisposableStack()
  const { url: databaseUrl } = stack.use(await createTestDatabase())
  const stores = await openStores({ databaseUrl, log: silentLog })
  stack.defer(() => stores.close())
  const reset = await prepareReset([stores.db.pool, stores.reports.pool])
  const owned = stack.move()
  return { databaseUrl, stores, reset, [Symbol.asyncDispose]: () => owned.disposeAsync() }
}

/** What a test left running has its connection until it is done. */
async function idle(pool: pg.Pool): Promise<void> {
  while (pool.idleCount < pool.totalCount || pool.waitingCount > 0) await once(pool, 'release')
}

/** For one test: after its end, what it left behind cannot write to the next one's database. */
function lend({ db, reports, feed }: Stores): { stores: Omit<Stores, 'close'>; end(): void } {
  let isOver = false
  const guard = <T extends object>(target: T, more: Partial<T> = {}): T =>
    new Proxy(target, {
      get(_, key) {
        const value: unknown = Reflect.get(key in more ? more : target, key)
        if (typeof value !== 'function') return value
        return (...args: unknown[]): unknown => {
          if (isOver) throw new Error('a test that is over asked for the database')
          return Reflect.apply(value, target, args)
        }
      },
    })
  const guardDatabase = (database: Database) => guard(database, { pool: guard(database.pool) })
  return {
    stores: { db: guardDatabase(db), reports: guardDatabase(reports), feed },
    end() {
      isOver = true
    },
  }
}
