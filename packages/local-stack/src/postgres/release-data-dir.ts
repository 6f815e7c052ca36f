import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { guardName } from './guard-script.ts'

const patienceMs = 10_000

/**
 * Makes a data directory ready for a new server after a run that was killed: removes the lock of a dead server (its
 * process id may belong to another program by now), waits for one that is just stopping, and stops one that lost its
 * guard. Does nothing to a directory that nobody uses, so it may be repeated.
 *
 * @throws when a server with a living guard, that is another run, uses the directory
 */
export async function releaseDataDir(dataDir: string): Promise<void> {
  const lockFile = join(dataDir, 'postmaster.pid')
  if (!existsSync(lockFile)) return
  const pid = Number(readFileSync(lockFile, 'utf8').split('\n')[0])

  const giveUpAt = Date.now() + patienceMs
  while (isServerOf(pid, dataDir) && Date.now() < giveUpAt) {
    if (!hasGuard(pid)) process.kill(pid, 'SIGINT')
    await delay(200)
  }
  if (isServerOf(pid, dataDir)) {
    throw new Error(`PostgreSQL already runs on ${dataDir} as process ${pid}: stop the other run first`)
  }
  rmSync(lockFile, { force: true })
}

function isServerOf(pid: number, dataDir: string): boolean {
  const command = describeProcess(pid)?.command ?? ''
  return command.includes('postgres') && command.includes(dataDir)
}

function hasGuard(pid: number): boolean {
  const parent = describeProcess(pid)?.parentPid
  return parent !== undefined && (describeProcess(parent)?.command.includes(guardName) ?? false)
}

// Slim containers have no `ps`, macOS has no `/proc`.
function describeProcess(pid: number): { parentPid: number; command: string } | undefined {
  try {
    if (existsSync('/proc/self/stat')) {
      const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
      const [state, parent] = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
      if (state === 'Z') return undefined
      return { parentPid: Number(parent), command: readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ') }
    }
    const line = execFileSync('ps', ['-o', 'ppid=,command=', '-p', String(pid)], { encoding: 'utf8' }).trim()
    const [parent = '', ...command] = line.split(/\s+/)
    return { parentPid: Number(parent), command: command.join(' ') }
  } catch {
    return undefined
  }
}
