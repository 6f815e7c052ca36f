import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { openDatabase } from '@azora/db/database'
import { allStatements } from '@azora/db/statement'
import { createTestDatabase } from '@azora/test-kit/test-database'
import { expect, test } from 'vitest'

/** Names that PostgreSQL gives to the types that we declare by their internal names. */
const aliasOf: Record<string, string> = {
  integer: 'int4',
  bigint: 'int8',
  boolean: 'bool',
  'timestamp with time zone': 'timestamptz',
  'text[]': '_text',
}

test('every statement fits the migrated schema: it prepares, and its parameters and columns have the declared types', async () => {
  await using database = await createTestDatabase()
  await importAll(join(import.meta.dirname, '../src'))
  await importAll(join(import.meta.dirname, '../../../apps/webhook/src'))
  await using db = openDatabase({ connectionString: database.url, max: 1 })
  const { pool } = db

  for (const { name, text, paramNames, params, columns } of allStatements()) {
    await pool.query(`prepare "${name}" as ${text}`)
    const { rows } = await pool.query<{ parameters: string[]; results: string[] | null }>(
      `select parameter_types::text[] as parameters, result_types::text[] as results from pg_prepared_statements where name = $1`,
      [name],
    )
    const declared = paramNames.map((param) => params[param]?.sqlType)
    const results = Object.values(columns).map(({ sqlType }) => sqlType)
    expect({ name, parameters: rows[0]?.parameters.map(internal) }).toEqual({ name, parameters: declared })
    const told = rows[0]?.results?.map(internal) ?? []
    expect({ name, results: told.slice(0, results.length) }).toEqual({ name, results })
  }

  expect(allStatements().length).toBeGreaterThan(20)
})

const internal = (type: string) => aliasOf[type] ?? type

async function importAll(folder: string): Promise<void> {
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const isModule = entry.isFile() && /\.tsx?$/.test(entry.name) && !/(\.test\.|^(main|cli)\.ts$)/.test(entry.name)
    if (isModule) await import(join(entry.parentPath, entry.name))
  }
}
