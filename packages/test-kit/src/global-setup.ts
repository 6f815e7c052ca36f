import { migrateDatabase } from '@azora/db/migrate/migrate-database'
import { startPostgres } from '@azora/local-stack/postgres/start-postgres'
import type { TestProject } from 'vitest/node'
import './provided-context.ts'

/** Starts one PostgreSQL for the whole run, with a migrated database that each test copies. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const postgres = await startPostgres({ ephemeral: true })
  await migrateDatabase({ connectionString: postgres.url })
  project.provide('templateUrl', postgres.url)
  return () => postgres.stop()
}
