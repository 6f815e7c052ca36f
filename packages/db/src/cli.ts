import { migrateDatabase } from './migrate/migrate-database.ts'
import { migrationStatus } from './migrate/migration-status.ts'
import { newMigration } from './migrate/new-migration.ts'

const meaningOf: Record<string, string> = {
  pending: 'is not applied yet: run `pnpm migrate`.',
  edited: 'was changed after it was applied: restore it, and put the change into a new migration.',
  failed: 'failed half-way and was rolled back: mend it, then delete its row from _prisma_migrations.',
  unknown: 'was applied by a newer checkout than this one.',
}

/** `pnpm migrate`, `pnpm migrate:new <name>`, `pnpm migrate:status`, all on DATABASE_URL. */
async function runCommand([command, name]: readonly string[], connectionString: string): Promise<number> {
  switch (command ?? 'help') {
    case 'migrate': {
      const applied = await migrateDatabase({ connectionString })
      console.log(applied.length > 0 ? `Applied ${applied.join(', ')}.` : 'The database is up to date.')
      return 0
    }
    case 'new': {
      const file = await newMigration({ connectionString, name: name ?? '' })
      console.log(
        file
          ? `Wrote ${file}. Read it, and add what Prisma has no words for.`
          : 'The migrations already say what the schema says.',
      )
      return 0
    }
    case 'status': {
      const status = await migrationStatus({ connectionString })
      const lines = Object.entries(status).flatMap(([kind, names]) =>
        names.map((migration: string) => `${migration} ${meaningOf[kind]}`),
      )
      console.log(lines.length > 0 ? lines.join('\n') : 'The database is up to date.')
      return lines.length > 0 ? 1 : 0
    }
    default:
      console.error('Usage: migrate | new <name> | status')
      return 2
  }
}

const connectionString = process.env['DATABASE_URL']
if (connectionString) {
  try {
    // Pools of the libraries below stay open for some seconds after their last use; nobody waits for them.
    process.exit(await runCommand(process.argv.slice(2), connectionString))
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error))
    process.exit(1)
  }
} else {
  console.error('Set DATABASE_URL to the database that is meant, for example the one that `npm start` prints.')
  process.exit(2)
}
