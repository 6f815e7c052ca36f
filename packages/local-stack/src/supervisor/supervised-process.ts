import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { watch, type FSWatcher } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { awaitHealthy } from './await-healthy.ts'
import type { ProcessLog } from './process-log.ts'
import type { ProcessSpec } from './process-spec.ts'

export type SupervisedProcess = { spec: ProcessSpec; stop(): Promise<void> }
type Options = { spec: ProcessSpec; log: ProcessLog; tell: (line: string) => void; signal: AbortSignal }

const launcher = fileURLToPath(new URL('child.ts', import.meta.url))
const graceMs = 4_000
const firstPauseMs = 500
const longestPauseMs = 30_000
const settledAfterMs = 60_000

/**
 * Starts a process and keeps it up: when it ends without being asked it is started again, after a pause that doubles
 * up to 30 s and is short again once it ran for a minute.
 *
 * @throws when `signal` is aborted, it ends, or is not healthy within 30 s, on the first start; then it is stopped
 */
export async function superviseProcess({ spec, log, tell, signal }: Options): Promise<SupervisedProcess> {
  const { name } = spec
  let stopping = false
  let pauseMs = firstPauseMs
  let again: NodeJS.Timeout | undefined
  let watcher: FSWatcher | undefined
  let child = launch(spec, log)

  const watchOver = (started: ChildProcess, startedAt: number) => {
    started.once('exit', (code, signal) => {
      if (stopping) return
      if (Date.now() - startedAt > settledAfterMs) pauseMs = firstPauseMs
      tell(`${name} ended (${signal ?? `exit code ${code}`}); starting it again. Its log: ${log.fileOf(name)}`)
      again = setTimeout(() => {
        child = launch(spec, log)
        watchOver(child, Date.now())
      }, pauseMs)
      pauseMs = Math.min(pauseMs * 2, longestPauseMs)
    })
  }
  const stop = async () => {
    stopping = true
    clearTimeout(again)
    watcher?.close()
    await endChild(child)
  }

  try {
    await firstHealth({ spec, child, signal })
  } catch (error) {
    await stop()
    const why = error instanceof Error ? error.message : String(error)
    throw new Error(`${name} did not start: ${why}\n${log.tail(name)}\nIts log: ${log.fileOf(name)}`, { cause: error })
  }
  watchOver(child, Date.now())
  if (spec.watchFile !== undefined) watcher = restartOnChange(spec.watchFile, () => child.kill('SIGTERM'))
  return { spec, stop }
}

function launch(spec: ProcessSpec, log: ProcessLog): ChildProcess {
  const child = spawn(process.execPath, [launcher, spec.entry], {
    env: spec.env,
    detached: true, // Ctrl-C in a terminal is for the supervisor, which stops all in order.
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  })
  for (const output of [child.stdout, child.stderr]) if (output) log.take(spec.name, output)
  return child
}

async function firstHealth({ spec, child, signal }: { spec: ProcessSpec; child: ChildProcess; signal: AbortSignal }) {
  const ended = new AbortController()
  const onExit = (code: number | null, signal: string | null) =>
    ended.abort(new Error(`it ended with ${signal ?? `exit code ${code}`}`))
  child.once('exit', onExit)
  try {
    const either = AbortSignal.any([ended.signal, signal])
    await awaitHealthy(spec.healthUrl, either)
    either.throwIfAborted()
  } finally {
    child.off('exit', onExit)
  }
}

/** Asks, then after four seconds insists. Whatever the process left in its own group goes with it. */
async function endChild(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return
  const gone = once(child, 'exit')
  child.kill('SIGTERM')
  const insist = setTimeout(() => killGroup(child), graceMs)
  await gone
  clearTimeout(insist)
  killGroup(child)
}

function killGroup(child: ChildProcess): void {
  if (child.pid === undefined) return
  try {
    process.kill(-child.pid, 'SIGKILL')
  } catch {
    // The group is empty: all went by themselves.
  }
}

// A build writes in several steps; the last one counts.
function restartOnChange(file: string, restart: () => void): FSWatcher {
  let settled: NodeJS.Timeout | undefined
  return watch(file, () => {
    clearTimeout(settled)
    settled = setTimeout(restart, 200)
  })
}
