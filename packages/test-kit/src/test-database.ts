import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { inject } from 'vitest'
import './provided-context.ts'

/** A database of one test's own. */
export interface TestDatabase extends AsyncDisposable {
  url: string
  drop(): Promise<void>
}

/** Copies the migrated template, which takes some tens of milliseconds. */
export const createTestDatabase = (): Promise<TestDatabase> =>
  createFrom(new URL(inject('templateUrl')).pathname.slice(1))

/** A database without a table. */
export const createEmptyDatabase = (): Promise<TestDatabase> => createFrom('template0')

async function createFrom(template: string): Promise<TestDatabase> {
  const server = new URL(inject('templateUrl'))
  const name = `test_${randomUUID().replaceAll('-', '')}`
  const url = new URL(server)
  url.pathname = `/${name}`
  await administer(server, `create database ${name} template ${template} strategy file_copy`)
  // Dropping it ends whoever is still connected.
  const drop = () => administer(server, `drop database if exists ${name} with (force)`)
  return { url: url.href, drop, [Symbol.asyncDispose]: drop }
}

let maintenance: pg.Pool | undefined

/** Over one connection that the file's tests share: PostgreSQL needs longer to open one than to copy a database. */
async function administer(server: URL, sql: string): Promise<void> {
  const url = new URL(server)
  url.pathname = '/postgres'
  maintenance ??= new pg.Pool({ connectionString: url.href, max: 1, idleTimeoutMillis: 0, allowExitOnIdle: true })
  await maintenance.query(sql)
}
