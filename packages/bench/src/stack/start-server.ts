import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as delay } from 'node:timers/promises'
import { freePort } from '@azora/local-stack/free-port'

/** A process that answers HTTP. */
export interface Server extends AsyncDisposable {
  port: number
  pid: number
  /** From its start until it first answered. */
  readyMs: number
}

export interface ServerOptions {
  entry: string
  env: Readonly<Record<string, string>>
  /** The variable that its port is set by. */
  portVariable: string
  /** Answers when the process can do its work; a floor answers anything. */
  readyPath?: string
}

const readyTimeoutMs = 20_000

/** Starts a process on a free port. What it logs is thrown away, as cheaply as can be. @throws when it does not answer */
export async function startServer({ entry, env, portVariable, readyPath }: ServerOptions): Promise<Server> {
  const port = await freePort()
  const startedAt = performance.now()
  const child = spawn(process.execPath, [entry], {
    env: { ...env, [portVariable]: String(port) },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const stop = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return
    const gone = once(child, 'exit')
    child.kill('SIGTERM')
    const patience = setTimeout(() => child.kill('SIGKILL'), 5_000)
    await gone
    clearTimeout(patience)
  }
  while (!(await isReady(`http://localhost:${port}${readyPath ?? '/'}`, readyPath !== undefined))) {
    if (child.exitCode !== null || performance.now() - startedAt > readyTimeoutMs) {
      await stop()
      throw new Error(`${entry} did not start`)
    }
    await delay(5)
  }
  const readyMs = performance.now() - startedAt
  return { port, pid: child.pid ?? 0, readyMs, [Symbol.asyncDispose]: stop }
}

const isReady = (url: string, mustBeOk: boolean): Promise<boolean> =>
  fetch(url).then(
    (answer) => answer.ok || !mustBeOk,
    () => false,
  )
