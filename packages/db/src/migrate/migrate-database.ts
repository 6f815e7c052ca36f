import pg from 'pg'
import { runMigrations } from 'graphile-worker'
import { grantRoles } from './grant-roles.ts'
import { noFilter, openEngine } from './open-engine.ts'
import { migrationsFolder } from './paths.ts'
import { readMigrations } from './read-migrations.ts'

/** Any number will do, as long as every migrator takes the same. */
const migrationLock = 7_203_114_902

/**
 * Brings a database up to date: our migrations by Prisma's engine, then the job queue's own, then the rights of
 * our roles. Two processes that start
 * together take turns. Run again it changes nothing.
 *
 * @returns the names of the migrations that were applied
 * @throws with the engine's sentence when a migration fails; what it had done so far is rolled back
 */
export async function migrateDatabase({ connectionString }: { connectionString: string }): Promise<string[]> {
  const guard = new pg.Client({ connectionString })
  await guard.connect()
  try {
    await guard.query('select pg_advisory_lock($1)', [migrationLock])
    using engine = await openEngine(connectionString)
    const migrationsList = readMigrations(migrationsFolder)
    const { appliedMigrationNames } = await engine.applyMigrations({ migrationsList, filters: noFilter })
    await runMigrations({ connectionString })
    await grantRoles(guard)
    return appliedMigrationNames
  } finally {
    await guard.end()
  }
}
