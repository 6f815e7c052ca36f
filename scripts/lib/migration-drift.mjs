/**
 * Applied to an empty PostgreSQL, the migrations give exactly what the schema says. A schema changed without a
 * migration fails here with the SQL that is missing. The modules load late: before the install there are none.
 */
export async function migrationDrift() {
  const { startPostgres } = await import('../../packages/local-stack/src/postgres/start-postgres.ts')
  const { diffFromMigrations } = await import('../../packages/db/src/migrate/diff-from-migrations.ts')
  const postgres = await startPostgres({ ephemeral: true })
  try {
    const drift = await diffFromMigrations({ connectionString: postgres.url })
    const advice = 'The schema and the migrations differ: run pnpm migrate:new <name>. What is missing:'
    return drift === undefined ? { ok: true, output: '' } : { ok: false, output: `${advice}\n${drift}` }
  } finally {
    await postgres.stop()
  }
}
