import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { readMigrations } from './migrate/read-migrations.ts'
import { migrationsFolder, schemaPath } from './migrate/paths.ts'

/**
 * Writes `src/generated`: the Prisma client, and the names of the migrations that this code was built with.
 * The CLI insists on a schema engine that it would download; it never starts it to generate, so any file will do.
 */
execFileSync('node_modules/.bin/prisma', ['generate', '--schema', schemaPath, '--no-hints'], {
  stdio: ['ignore', 'ignore', 'inherit'],
  env: {
    ...process.env,
    PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
    PRISMA_HIDE_UPDATE_MESSAGE: '1',
    CHECKPOINT_DISABLE: '1',
  },
})

const names = readMigrations(migrationsFolder).migrationDirectories.map(({ path }) => path)
writeFileSync(
  new URL('generated/migration-names.ts', import.meta.url),
  `/** The migrations that this code was written for, oldest first. */\nexport const migrationNames: readonly string[] = ${JSON.stringify(names)}\n`,
)
