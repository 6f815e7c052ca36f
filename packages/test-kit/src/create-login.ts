import { randomUUID } from 'node:crypto'
import pg from 'pg'

/** The roles of `packages/db/sql/roles.sql` that processes run as. */
export type ProcessRole = 'azora_web' | 'azora_receiver' | 'azora_worker'

/** A login that is a member of one of our roles, as an operator makes one. */
export interface Login extends AsyncDisposable {
  /** The database's address, for this login. */
  url: string
}

export async function createLogin(databaseUrl: string, role: ProcessRole): Promise<Login> {
  const name = `login_${randomUUID().replaceAll('-', '')}`
  await administer(databaseUrl, `create role ${name} login password 'login' in role ${role}`)
  const url = new URL(databaseUrl)
  url.username = name
  url.password = 'login'
  return { url: url.href, [Symbol.asyncDispose]: () => administer(databaseUrl, `drop role ${name}`) }
}

async function administer(databaseUrl: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  try {
    await client.query(sql)
  } finally {
    await client.end()
  }
}
