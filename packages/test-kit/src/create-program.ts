import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as delay } from 'node:timers/promises'

/** One of our processes, as a test starts and ends it. */
export interface Program extends AsyncDisposable {
  /** Starts it and waits until it says that it is ready. `change` is of its environment. @throws with its output when it ends before */
  start(change?: Record<string, string>): Promise<void>
  /** Ends it and waits until it is gone. @throws with its output when it had ended by itself, or does not stop */
  stop(signal?: 'SIGTERM' | 'SIGKILL'): Promise<void>
  /** All that it has printed. */
  output(): string
}

const readyTimeoutMs = 20_000
const stopTimeoutMs = 15_000

export function createProgram(options: { entry: string; env: Record<string, string>; readyUrl: string }): Program {
  let child: ChildProcess | undefined
  let output = ''

  const stop: Program['stop'] = async (signal = 'SIGTERM') => {
    const running = child
    child = undefined
    if (!running) return
    if (running.exitCode !== null)
      throw new Error(`${options.entry} had ended by itself (${running.exitCode}):\n${output}`)
    const gone = once(running, 'exit')
    running.kill(signal)
    const patience = setTimeout(() => running.kill('SIGKILL'), stopTimeoutMs)
    const [, endedBy] = await gone
    clearTimeout(patience)
    if (endedBy === 'SIGKILL' && signal !== 'SIGKILL') throw new Error(`${options.entry} did not stop:\n${output}`)
  }

  return {
    async start(change = {}) {
      const started = spawn(process.execPath, [options.entry], {
        env: { ...options.env, ...change },
        stdio: ['ignore', 'pipe', 'pipe'],
      })
      child = started
      for (const stream of [started.stdout, started.stderr])
        stream.on('data', (data: Buffer) => (output += String(data)))
      const deadline = Date.now() + readyTimeoutMs
      while (!(await isReady(options.readyUrl))) {
        if (started.exitCode !== null || Date.now() > deadline)
          throw new Error(`${options.entry} did not start:\n${output}`)
        await delay(50)
      }
    },
    stop,
    output: () => output,
    [Symbol.asyncDispose]: () => stop(),
  }
}

const isReady = (url: string): Promise<boolean> =>
  fetch(url).then(
    (answer) => answer.ok,
    () => false,
  )
