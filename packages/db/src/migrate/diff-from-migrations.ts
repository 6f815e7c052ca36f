import { noFilter, openEngine, readSchema } from './open-engine.ts'
import { migrationsFolder } from './paths.ts'
import { readMigrations } from './read-migrations.ts'

/**
 * The SQL that would bring a database made by the migrations to what schema.prisma says; undefined when there is
 * nothing to do. The engine replays the migrations in a database that it makes on that server and drops again.
 * What Prisma has no words for (CHECKs, partial indexes, triggers) is not compared.
 */
export async function diffFromMigrations(options: {
  connectionString: string
  /** Another schema than the file's. */
  schema?: string
}): Promise<string | undefined> {
  using engine = await openEngine(options.connectionString)
  const [path, content] = readSchema()
  const files = [{ path, content: options.schema ?? content }]
  const { stdout } = await engine.diff({
    from: { tag: 'migrations', ...readMigrations(migrationsFolder) },
    to: { tag: 'schemaDatamodel', files },
    script: true,
    exitCode: true,
    filters: noFilter,
  })
  const sql = stdout?.trim() ?? ''
  const isEmpty = sql.split('\n').every((line) => line.trim() === '' || line.startsWith('--'))
  return isEmpty ? undefined : sql
}
