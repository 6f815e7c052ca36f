import { setTimeout as delay } from 'node:timers/promises'
import pg from 'pg'
import type { Columns, Decoded, Statement } from './statement.ts'

/** Runs typed statements, one round trip each. */
export interface Queryable {
  /** All rows. */
  all<P extends Columns, R extends Columns>(statement: Statement<P, R>, params: Decoded<P>): Promise<Decoded<R>[]>
  /** The first row, if there is one. */
  first<P extends Columns, R extends Columns>(
    statement: Statement<P, R>,
    params: Decoded<P>,
  ): Promise<Decoded<R> | undefined>
}

/**
 * A pool of connections with limits on the server's side, so that a stalled process cannot hold a lock for long. A statement
 * that PostgreSQL gave up for a rival (deadlock, serialization failure) is run again, three times in all.
 *
 * @throws {DatabaseBusy} at once, when as many statements wait for a connection as may
 */
export interface Database extends Queryable, AsyncDisposable {
  /**
   * Runs `work` in one transaction (READ COMMITTED). Anything thrown rolls it back; a deadlock or serialization
   * failure runs the whole of it again, three times at most, so `work` must have no effect outside the database.
   */
  transaction<T>(work: (tx: Queryable) => Promise<T>): Promise<T>
  /** The pool below, for libraries that bring their own SQL. */
  readonly pool: pg.Pool
  close(): Promise<void>
}

export interface DatabaseOptions {
  connectionString: string
  /** Connections at most. */
  max?: number
  /** Statements that may wait for a connection; one more is refused. 50 for each connection unless said. */
  maximumWaiting?: number
  /** A statement that runs longer is cancelled by the server; a transaction gets twice as long. */
  statementTimeoutMs?: number
  /** Told of errors on idle connections (a restarted server); the pool replaces the connection by itself. */
  onIdleError?: (error: Error) => void
}

/** Opens a pool; connects on first use. */
export function openDatabase(options: DatabaseOptions): Database {
  const { connectionString, max = 8, maximumWaiting = max * 50, statementTimeoutMs = 5_000 } = options
  const pool = new pg.Pool({
    connectionString: withoutOptions(connectionString),
    max,
    connectionTimeoutMillis: 5_000,
    idleTimeoutMillis: 30_000,
    statement_timeout: statementTimeoutMs,
    idle_in_transaction_session_timeout: statementTimeoutMs,
    // The driver has no setting for it. What an address says of `options` itself would take its place, so it goes along.
    options: [optionsOf(connectionString), `-c transaction_timeout=${statementTimeoutMs * 2}`].join(' ').trim(),
    application_name: 'azora',
  })
  pool.on('error', (error) => options.onIdleError?.(error))
  // One that breaks between two statements of a transaction is neither idle nor in a query: unheard, it ends the process.
  pool.on('connect', (client) => client.on('error', () => undefined))

  const close = () => pool.end()
  const statements = queryable(pool)
  const admitted = <T>(work: () => Promise<T>): Promise<T> => {
    if (pool.waitingCount >= maximumWaiting) throw new DatabaseBusy()
    return runAgainAfterRivals(work)
  }
  return {
    all: async (statement, params) => admitted(() => statements.all(statement, params)),
    first: async (statement, params) => admitted(() => statements.first(statement, params)),
    transaction: async (work) => admitted(() => runTransaction(pool, work)),
    pool,
    close,
    [Symbol.asyncDispose]: close,
  }
}

/** Too many wait for a connection already: one more would only make all of them late. */
export class DatabaseBusy extends Error {
  override readonly name = 'DatabaseBusy'
}

const optionsOf = (connectionString: string): string => new URL(connectionString).searchParams.get('options') ?? ''

function withoutOptions(connectionString: string): string {
  const url = new URL(connectionString)
  url.searchParams.delete('options')
  return url.href
}

const maximumRuns = 3
const longestPauseMs = 20

/** Runs the whole of `work` again when PostgreSQL rolled it back for a rival's sake. Nothing of it was committed. */
async function runAgainAfterRivals<T>(work: () => Promise<T>): Promise<T> {
  for (let run = 1; ; run += 1) {
    try {
      return await work()
    } catch (error) {
      if (run >= maximumRuns || !isWorthRunningAgain(error)) throw error
      // Rivals that met must not meet again.
      await delay(Math.random() * longestPauseMs * run)
    }
  }
}

async function runTransaction<T>(pool: pg.Pool, work: (tx: Queryable) => Promise<T>): Promise<T> {
  const client = await pool.connect()
  try {
    await client.query('begin')
    const result = await work(queryable(client))
    await client.query('commit')
    client.release()
    return result
  } catch (error) {
    // A connection whose rollback fails is not given back: its transaction ends with it.
    const isRolledBack = await client.query('rollback').then(
      () => true,
      () => false,
    )
    client.release(!isRolledBack)
    throw error
  }
}

/** Whether a statement was rolled back because a unique key is taken. */
export const isUniqueViolation = (error: unknown): boolean =>
  error instanceof pg.DatabaseError && error.code === '23505'

/** Deadlock and serialization failure: PostgreSQL asks for the whole transaction to be run again. */
const isWorthRunningAgain = (error: unknown): boolean =>
  error instanceof pg.DatabaseError && (error.code === '40P01' || error.code === '40001')

/** Runs statements on a pool or on one connection. */
export function queryable(runner: pg.Pool | pg.ClientBase): Queryable {
  async function all<P extends Columns, R extends Columns>(statement: Statement<P, R>, params: Decoded<P>) {
    const given: Record<string, unknown> = params
    const result = await runner.query<Record<string, unknown>>({
      name: statement.name,
      text: statement.text,
      values: statement.paramNames.map((name) => encode(given[name], statement.params[name]?.sqlType)),
    })
    const columns = Object.entries(statement.columns)
    return result.rows.map((row) => {
      const decoded = Object.fromEntries(columns.map(([name, column]) => [name, column.decode(row[name])]))
      // Decoded column by column from the declaration that `Decoded<R>` is derived from.
      return decoded as Decoded<R>
    })
  }
  return { all, first: async (statement, params) => (await all(statement, params))[0] }
}

const encode = (value: unknown, sqlType: string | undefined): unknown =>
  sqlType === 'jsonb' && value !== null ? JSON.stringify(value) : value
