import { createHash } from 'node:crypto'
import { existsSync, statSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import type { PostgresOwner } from './postgres-owner.ts'

/**
 * Where PostgreSQL keeps what we would like at `path`. That is `path` itself, except for root with a checkout under a
 * closed home (`/root` is mode 0700): the lent account cannot walk there, so a place under `/var/tmp` named after the
 * path takes over. The same path gives the same place each time.
 */
export function reachablePath(path: string, owner: PostgresOwner): string {
  const wanted = resolve(path)
  if (!owner || isWalkable(dirname(wanted))) return wanted
  const name = createHash('sha256').update(wanted).digest('hex').slice(0, 16)
  return join('/var/tmp', `azora-postgres-${name}`)
}

function isWalkable(directory: string): boolean {
  const openToOthers = !existsSync(directory) || (statSync(directory).mode & 0o001) !== 0
  const parent = dirname(directory)
  return openToOthers && (parent === directory || isWalkable(parent))
}
