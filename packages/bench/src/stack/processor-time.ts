import { readFileSync, readdirSync } from 'node:fs'
import pg from 'pg'

/** Microseconds of processor time that a process has used so far; undefined where the system does not tell (it is Linux that does). */
export const processMicros = (pid: number): number | undefined => readStat(pid)?.ownMicros

/** The same of a PostgreSQL: the server, all that serve a connection now, and all that have ended. */
export function postgresMicros(postmaster: number): number | undefined {
  const server = readStat(postmaster)
  if (!server) return undefined
  const children = readdirSync('/proc').flatMap((name) => (/^\d+$/.test(name) ? (readStat(Number(name)) ?? []) : []))
  return children
    .filter(({ parent }) => parent === postmaster)
    .reduce((sum, { ownMicros }) => sum + ownMicros, server.ownMicros + server.endedMicros)
}

/** The process whose children serve a database's connections. */
export async function postmasterOf(databaseUrl: string): Promise<number> {
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid')
  const parent = readStat(rows[0]?.pid ?? 0)?.parent ?? 0
  await client.end()
  return parent
}

/** Linux counts in hundredths of a second. */
const microsOfTick = 10_000

function readStat(pid: number): { parent: number; ownMicros: number; endedMicros: number } | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1')
    // The name before these is in brackets and may have anything in it.
    const fields = stat
      .slice(stat.lastIndexOf(')') + 2)
      .split(' ')
      .map(Number)
    const [parent = 0, user = 0, system = 0, endedUser = 0, endedSystem = 0] = [1, 11, 12, 13, 14].map((n) => fields[n])
    return { parent, ownMicros: (user + system) * microsOfTick, endedMicros: (endedUser + endedSystem) * microsOfTick }
  } catch {
    return undefined
  }
}
