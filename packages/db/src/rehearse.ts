import pg from 'pg'
import { queryable, type Database, type Queryable } from './database.ts'

type Row = Record<string, unknown>

/** A row that differs: the columns that do, or the whole row where there is one more or one less. */
export interface RowChange {
  table: string
  id: string
  before: Row | null
  after: Row | null
}

/**
 * Runs `work` in a transaction that is always rolled back, and tells which rows of the merchant it would have changed: those
 * whose ids its statements were given or answered, and rows of the payments among them. Tables whose key is not
 * (merchant_id, id uuid) are left out. The rows are compared as of one moment, whatever others commit meanwhile.
 *
 * @param work must not leave the database it is given: no network while locks are held
 * @throws whatever `work` throws; nothing is left of it then either
 */
export async function rehearse<T>(
  { pool }: Pick<Database, 'pool'>,
  merchantId: string,
  work: (db: Database) => Promise<T>,
): Promise<{ result: T; changes: RowChange[] }> {
  const client = await pool.connect()
  const seen = new Set<string>()
  try {
    await client.query('begin isolation level repeatable read')
    const select = await rowsStatement(client)
    const rowsNow = async () => (await client.query<StoredRow>(select, [merchantId, [...seen]])).rows
    await client.query('savepoint untouched')
    const result = await work(inside(noteIds(queryable(client), seen)))
    await client.query('set constraints all immediate')
    const after = await rowsNow()
    await client.query('rollback to savepoint untouched')
    return { result, changes: differences(await rowsNow(), after) }
  } finally {
    // A connection whose rollback fails is not given back: its transaction ends with it.
    const isRolledBack = await client.query('rollback').then(
      () => true,
      () => false,
    )
    client.release(!isRolledBack)
  }
}

/** The database as the rehearsed work sees it: all in the one transaction. */
const inside = (tx: Queryable): Database => ({
  ...tx,
  transaction: (work) => work(tx),
  get pool(): never {
    throw new Error('what is rehearsed must run statements, not use the pool')
  },
  close: async () => undefined,
  [Symbol.asyncDispose]: async () => undefined,
})

/** Adds every uuid that a statement is given or answers to `seen`. */
function noteIds(tx: Queryable, seen: Set<string>): Queryable {
  const all: Queryable['all'] = async (statement, params) => {
    const rows = await tx.all(statement, params)
    const note = (columns: Record<string, { sqlType: string }>, values: Row) => {
      for (const [name, { sqlType }] of Object.entries(columns)) {
        if (sqlType === 'uuid' && typeof values[name] === 'string') seen.add(values[name])
      }
    }
    note(statement.params, params)
    for (const row of rows) note(statement.columns, row)
    return rows
  }
  return { all, first: async (statement, params) => (await all(statement, params))[0] }
}

interface StoredRow {
  table: string
  id: string
  row: Row
}

/** A query for the rows of a merchant ($1) by ids ($2), over every table that has such a key. */
async function rowsStatement(client: pg.PoolClient): Promise<string> {
  const { rows: tables } = await client.query<{ name: string; hasPayment: boolean }>(`
    select relname as name,
           exists (select from pg_attribute where attrelid = pg_class.oid and attname = 'payment_id') as "hasPayment"
    from pg_class join pg_index on indrelid = pg_class.oid and indisprimary
    where relnamespace = current_schema()::regnamespace and relkind in ('r', 'p') and not relispartition
      and (select array_agg(attname || ' ' || format_type(atttypid, null) order by attname) from pg_attribute
           where attrelid = pg_class.oid and attnum = any (indkey)) = '{id uuid,merchant_id uuid}'
    order by relname`)
  const ofTable = ({ name, hasPayment }: { name: string; hasPayment: boolean }) => `
    select ${pg.escapeLiteral(name)} as "table", id::text, to_jsonb(stored) as row from ${pg.escapeIdentifier(name)} as stored
    where merchant_id = $1 and (id = any ($2::uuid[]) ${hasPayment ? 'or payment_id = any ($2::uuid[])' : ''})`
  return `${tables.map(ofTable).join(' union all ')} order by "table", id`
}

function differences(before: StoredRow[], after: StoredRow[]): RowChange[] {
  const keyOf = ({ table, id }: StoredRow) => `${table}/${id}`
  const earlier = new Map(before.map((stored) => [keyOf(stored), stored]))
  const later = new Map(after.map((stored) => [keyOf(stored), stored]))
  return [...new Map([...earlier, ...later]).entries()].flatMap(([key, { table, id }]) => {
    const columns = differentColumns(earlier.get(key)?.row ?? null, later.get(key)?.row ?? null)
    return columns ? [{ table, id, ...columns }] : []
  })
}

function differentColumns(before: Row | null, after: Row | null): Pick<RowChange, 'before' | 'after'> | undefined {
  if (!before || !after) return { before, after }
  const names = Object.keys(after).filter((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]))
  const only = (row: Row) => Object.fromEntries(names.map((name) => [name, row[name]]))
  return names.length > 0 ? { before: only(before), after: only(after) } : undefined
}
