import { readFileSync } from 'node:fs'
import type pg from 'pg'
import { sqlFolder } from './paths.ts'

const read = (name: string) => readFileSync(`${sqlFolder}/${name}`, 'utf8')

/**
 * Makes the roles that our processes stand on, where we may, and gives them exactly the rights that `grants.sql` names.
 * Where they are not there and we may not make them, nothing is done: processes then run as the owner.
 *
 * @returns whether the roles are there
 */
export async function grantRoles(client: pg.ClientBase): Promise<boolean> {
  const { rows: rights } = await client.query<{ mayCreate: boolean }>(
    `select rolsuper or rolcreaterole as "mayCreate" from pg_roles where rolname = current_user`,
  )
  if (rights[0]?.mayCreate) await client.query(read('roles.sql'))
  const { rows } = await client.query<{ count: number }>(
    `select count(*)::int as count from pg_roles where rolname in ('azora_web', 'azora_receiver', 'azora_worker')`,
  )
  if (rows[0]?.count !== 3) return false
  await client.query(`begin; ${read('grants.sql')} commit`)
  return true
}
