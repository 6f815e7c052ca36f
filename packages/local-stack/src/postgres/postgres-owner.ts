import { execFileSync } from 'node:child_process'

export type PostgresOwner = { uid: number; gid: number } | undefined

/**
 * Whom PostgreSQL runs as. It refuses to run as root, so root lends it an account that every system has; nobody else
 * needs one. No account is created: the machine stays as it was.
 *
 * @throws when the process is root and the system has neither a `postgres` nor a `nobody` account
 */
export function postgresOwner(): PostgresOwner {
  if (process.getuid?.() !== 0) return undefined
  for (const name of ['postgres', 'nobody']) {
    const uid = readId('-u', name)
    const gid = readId('-g', name)
    if (uid !== undefined && gid !== undefined) return { uid, gid }
  }
  throw new Error('PostgreSQL refuses to run as root, and this system has no `postgres` or `nobody` account to lend it')
}

function readId(flag: '-u' | '-g', name: string): number | undefined {
  try {
    return Number(execFileSync('id', [flag, name], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }))
  } catch {
    return undefined
  }
}
