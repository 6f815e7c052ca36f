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

async function administer(server: URL, sql: string): Promise<void> {
  const url = new URL(server)
  url.pathname = '/postgres'
  const client = new pg.Client({ connectionString: url.href })
  await client.connect()
  try {
    await client.query(sql)
  } finally {
    await client.end()
  }
}
