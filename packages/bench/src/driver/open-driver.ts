import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import type { DriverRequest } from './driver-process.ts'
import type { Lap, LapOptions } from './lap.ts'

/** A process that repeats one load. */
export interface Driver extends AsyncDisposable {
  /** `nodeCpu` is the driver's own. @throws when an answer was wrong */
  lap(options: LapOptions): Promise<Lap>
}

const entry = new URL('driver-process.ts', import.meta.url)
const loads = new URL('../loads/', import.meta.url)

/** Opens a load of `loads/` by its name, in a process of its own. */
export async function openDriver(load: string, settings: unknown): Promise<Driver> {
  const child = fork(entry, { stdio: ['ignore', 'ignore', 'inherit', 'ipc'], serialization: 'advanced' })
  const ask = (request: DriverRequest) => askChild(child, request)
  await ask({ open: new URL(`${load}.ts`, loads).href, settings })
  return {
    lap: async (options) => (await ask({ lap: options })) as Lap,
    async [Symbol.asyncDispose]() {
      if (child.exitCode !== null) return
      const gone = once(child, 'exit')
      child.disconnect()
      await gone
    },
  }
}

async function askChild(child: ChildProcess, request: DriverRequest): Promise<unknown> {
  const ended = new AbortController()
  const answered = once(child, 'message', { signal: ended.signal })
  const lost = once(child, 'exit', { signal: ended.signal }).then(() => {
    throw new Error('a driver ended before its answer')
  })
  child.send(request)
  try {
    const [message] = (await Promise.race([answered, lost])) as [{ result?: unknown; error?: string }]
    if (message.error !== undefined) throw new Error(message.error)
    return message.result
  } finally {
    ended.abort()
    for (const promise of [answered, lost]) promise.catch(() => undefined)
  }
}
