import { noFilter, openEngine } from './open-engine.ts'
import { migrationsFolder } from './paths.ts'
import { readMigrations } from './read-migrations.ts'

/** How a database stands to the migrations of this checkout. All lists empty means up to date. */
export interface MigrationStatus {
  pending: string[]
  /** Applied, and changed in the folder since. */
  edited: string[]
  failed: string[]
  /** Applied by a newer checkout than this. */
  unknown: string[]
}

export async function migrationStatus({ connectionString }: { connectionString: string }): Promise<MigrationStatus> {
  using engine = await openEngine(connectionString)
  const { history, editedMigrationNames, failedMigrationNames } = await engine.diagnoseMigrationHistory({
    migrationsList: readMigrations(migrationsFolder),
    optInToShadowDatabase: false,
    filters: noFilter,
  })
  return {
    pending: history && 'unappliedMigrationNames' in history ? history.unappliedMigrationNames : [],
    edited: editedMigrationNames,
    failed: failedMigrationNames,
    unknown: history && 'unpersistedMigrationNames' in history ? history.unpersistedMigrationNames : [],
  }
}
