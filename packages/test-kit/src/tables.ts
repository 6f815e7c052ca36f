import type pg from 'pg'

/** A table of ours or of a library's. */
export interface Table {
  oid: number
  name: string
}

/** All that are not PostgreSQL's own. */
export async function tablesOf(pool: pg.Pool): Promise<Table[]> {
  const { rows } = await pool.query<Table>(
    `select oid, oid::regclass::text as name from pg_class
     where relkind = 'r' and relnamespace::regnamespace::text !~ '^(pg_|information_schema)' order by 1`,
  )
  return rows
}

/** Those of them in which there is nothing. */
export async function withoutRows(pool: pg.Pool, tables: readonly Table[]): Promise<Table[]> {
  const asked = tables.map(({ oid, name }) => `select ${oid} as oid where not exists (select from ${name})`)
  const { rows } = await pool.query<Pick<Table, 'oid'>>(asked.join(' union all '))
  const oids = new Set(rows.map(({ oid }) => oid))
  return tables.filter(({ oid }) => oids.has(oid))
}
