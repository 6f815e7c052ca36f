import type pg from 'pg'
import { migrationNames } from '../generated/migration-names.ts'

/**
 * Refuses to go on with a database of another shape than this code was built for: older, newer or half-migrated.
 *
 * @throws {Error} with a sentence that says what to do
 */
export async function assertMigrated(pool: Pick<pg.Pool, 'query'>): Promise<void> {
  const applied = await appliedMigrations(pool)
  const missing = migrationNames.filter((name) => !applied.includes(name))
  if (missing.length > 0)
    throw new Error(`The database lacks the migration ${missing.join(', ')}. Run \`pnpm migrate\`.`)
  const newer = applied.filter((name) => !migrationNames.includes(name))
  if (newer.length > 0)
    throw new Error(`The database is newer than this program (${newer.join(', ')}). Deploy the newer program.`)
}

async function appliedMigrations(pool: Pick<pg.Pool, 'query'>): Promise<string[]> {
  const { rows: tables } = await pool.query<{ found: boolean }>(
    `select to_regclass('_prisma_migrations') is not null as found`,
  )
  if (!tables[0]?.found) return []
  const { rows } = await pool.query<{ migration_name: string }>(
    'select migration_name from _prisma_migrations where finished_at is not null and rolled_back_at is null',
  )
  return rows.map((row) => row.migration_name)
}
