import { createProcessLog } from './process-log.ts'
import type { ProcessSpec } from './process-spec.ts'
import { superviseProcess, type SupervisedProcess } from './supervised-process.ts'

export type Supervisor = {
  /** @throws when the process does not become healthy; the others go on */
  start(spec: ProcessSpec): Promise<void>
  /** Stops all, applications before sandboxes; in a few seconds, and for certain. May be called again. */
  stop(): Promise<void>
}

export type SupervisorOptions = {
  logDir: string
  /** Where a line for the person at the terminal goes. */
  tell: (line: string) => void
  /** Show the processes' own lines too. */
  verbose?: boolean
  color?: boolean
}

/** Keeps a set of processes running until it is told to stop. */
export function createSupervisor({ logDir, tell, verbose = false, color = false }: SupervisorOptions): Supervisor {
  const log = createProcessLog({ dir: logDir, echo: verbose ? tell : undefined, color })
  const running: Promise<SupervisedProcess | undefined>[] = []
  const stopping = new AbortController()
  const stopLayer = async (layer: ProcessSpec['layer']) => {
    const all = await Promise.all(running)
    await Promise.all(all.filter((each) => each?.spec.layer === layer).map((each) => each?.stop() ?? Promise.resolve()))
  }
  return {
    start: async (spec) => {
      const starting = superviseProcess({ spec, log, tell, signal: stopping.signal })
      running.push(starting.catch(() => undefined))
      await starting
    },
    stop: async () => {
      stopping.abort(new Error('the stack is being stopped'))
      await stopLayer('application')
      await stopLayer('sandbox')
      log.close()
    },
  }
}
