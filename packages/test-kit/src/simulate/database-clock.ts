import pg from 'pg'
import type { World } from '../create-world.ts'

type Db = Pick<World['ctx']['db'], 'pool'>

/**
 * Gives a migrated database a clock that is set by hand, for every connection made from now on: `now()` means it, in statements,
 * functions and defaults alike. A sequence keeps it, so that it costs no row and is no part of any transaction. What the
 * database answers then follows from what it was asked alone.
 */
export async function prepareDatabase(databaseUrl: string): Promise<void> {
  const client = new pg.Client(databaseUrl)
  await client.connect()
  await client.query(`
    create schema if not exists simulated;
    create sequence if not exists simulated.clock minvalue 0;
    create or replace function simulated.now() returns timestamptz language sql stable
      as $$ select to_timestamp(last_value / 1000.0) from simulated.clock $$`)
  const { rows } = await client.query<{ change: string }>(`
    select format('alter table %s alter column %I set default %s', adrelid::regclass, attname,
             replace(pg_get_expr(adbin, adrelid), 'now()', 'simulated.now()')) as change
    from pg_attrdef join pg_attribute on attrelid = adrelid and attnum = adnum
    where pg_get_expr(adbin, adrelid) ~ '(^|[^.])\\mnow\\(\\)'`)
  for (const { change } of rows) await client.query(change)
  const name = client.escapeIdentifier(client.database ?? '')
  // Where it stands first, it is found before the one that PostgreSQL brings.
  await client.query(`alter database ${name} set search_path = simulated, "$user", public, pg_catalog`)
  // A plan that changes once a connection has run a statement five times may answer its rows in another order.
  await client.query(`alter database ${name} set plan_cache_mode = force_generic_plan`)
  await client.end()
}

export async function setClock({ pool }: Db, time: Date): Promise<void> {
  await pool.query(`select setval('simulated.clock', $1)`, [time.getTime()])
}
