import { text } from '@azora/db/column'
import type { Database } from '@azora/db/database'
import { defineStatement } from '@azora/db/statement'

/** Which database we are connected to. */
export interface DatabaseIdentity {
  /** Undefined until it is known, and after a new connection until it is asked for again. */
  current(): string | undefined
}

/**
 * Tells databases apart that have the same rows: a copy, one restored from a backup, and a replica that took over have
 * names of their own, since each may lack what was committed in the other. Whenever a connection is made it is read anew.
 */
export function watchDatabaseIdentity(db: Database): DatabaseIdentity {
  let identity: string | undefined
  let connections = 0
  let isAsking = false
  db.pool.on('connect', () => {
    connections += 1
    identity = undefined
  })
  const ask = async () => {
    isAsking = true
    const before = connections
    const row = await db.first(selectIdentity, {}).catch(() => undefined)
    isAsking = false
    // The connection that it was asked on may be older than the newest one.
    if (connections === before) identity = row?.identity
  }
  return {
    current() {
      if (identity === undefined && !isAsking) void ask()
      return identity
    },
  }
}

/** The cluster, the timeline that each promotion and each recovery begins anew, and the database in it. */
const selectIdentity = defineStatement({
  name: 'answer-cache/database-identity',
  text: `
    select control.system_identifier || '/' || substr(pg_walfile_name(pg_current_wal_lsn()), 1, 8) || '/' || pg_database.oid
      as identity
    from pg_control_system() as control, pg_database where pg_database.datname = current_database()`,
  params: {},
  columns: { identity: text },
})
