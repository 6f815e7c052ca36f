import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { diffFromMigrations } from './diff-from-migrations.ts'
import { migrationsFolder } from './paths.ts'

/**
 * Writes the migration that the schema's latest change needs. Read it before it is committed, and add by hand what
 * Prisma has no words for.
 *
 * @returns the file's path, or undefined when schema and migrations agree
 * @throws {TypeError} for a name that is not lower case words joined by underscores
 */
export async function newMigration(options: {
  connectionString: string
  name: string
  now?: Date
}): Promise<string | undefined> {
  const { connectionString, name, now = new Date() } = options
  if (!/^[a-z][a-z0-9_]{2,60}$/.test(name))
    throw new TypeError(`a migration's name is like add_refund_reason, not ${name}`)
  const sql = await diffFromMigrations({ connectionString })
  if (!sql) return undefined
  const stamp = now.toISOString().replaceAll(/\D/g, '').slice(0, 14)
  const folder = join(migrationsFolder, `${stamp}_${name}`)
  mkdirSync(folder, { recursive: true })
  const file = join(folder, 'migration.sql')
  writeFileSync(file, `${sql}\n`)
  return file
}
