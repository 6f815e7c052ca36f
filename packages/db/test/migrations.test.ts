import { readFileSync } from 'node:fs'
import { assertMigrated } from '@azora/db/migrate/assert-migrated'
import { diffFromMigrations } from '@azora/db/migrate/diff-from-migrations'
import { migrateDatabase } from '@azora/db/migrate/migrate-database'
import { migrationStatus } from '@azora/db/migrate/migration-status'
import { openDatabase } from '@azora/db/database'
import { migrationNames } from '../src/generated/migration-names.ts'
import { createEmptyDatabase, createTestDatabase } from '@azora/test-kit/test-database'
import { expect, test } from 'vitest'

test('schema.prisma and the migrations say the same', async () => {
  await using database = await createEmptyDatabase()

  const drift = await diffFromMigrations({ connectionString: database.url })

  expect(drift).toBeUndefined()
})

test('a change of schema.prisma without a migration is found as drift', async () => {
  await using database = await createEmptyDatabase()
  const schema = readFileSync(new URL('../../../prisma/schema.prisma', import.meta.url), 'utf8')
  const changed = schema.replace('  lastNumber Int    @map("last_number")', '  lastNumber BigInt @map("last_number")')

  const drift = await diffFromMigrations({ connectionString: database.url, schema: changed })

  expect(changed).not.toBe(schema)
  expect(drift).toContain('ALTER COLUMN "last_number"')
})

test('an empty database is brought up to date once, also by two processes at the same time', async () => {
  await using database = await createEmptyDatabase()
  const { url: connectionString } = database

  const [one, other] = await Promise.all([migrateDatabase({ connectionString }), migrateDatabase({ connectionString })])

  expect([...one, ...other]).toEqual(migrationNames)
  expect(await migrationStatus({ connectionString })).toEqual({ pending: [], edited: [], failed: [], unknown: [] })
})

test('the status of an empty database names what is pending', async () => {
  await using database = await createEmptyDatabase()

  const status = await migrationStatus({ connectionString: database.url })

  expect(status.pending).toEqual(migrationNames)
})

test('a process refuses a database that lacks a migration or knows a newer one (D12)', async () => {
  await using empty = await createEmptyDatabase()
  await using migrated = await createTestDatabase()
  await using older = openDatabase({ connectionString: empty.url })
  await using same = openDatabase({ connectionString: migrated.url })

  await expect(assertMigrated(older.pool)).rejects.toThrow('pnpm migrate')
  await expect(assertMigrated(same.pool)).resolves.toBeUndefined()
  await same.pool.query(`
    insert into _prisma_migrations (id, checksum, migration_name, started_at, finished_at, applied_steps_count)
    values ('x', 'x', '29990101000000_later', now(), now(), 1)`)
  await expect(assertMigrated(same.pool)).rejects.toThrow('newer than this program')
})
