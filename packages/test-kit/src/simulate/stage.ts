import { AsyncLocalStorage } from 'node:async_hooks'

/** Where something of ours waits before it goes on: a statement, a call, a mail, a look at Redis, a pause. */
export type Destination = 'postgres' | 'stripe' | 'mail' | 'redis' | 'pause'

/** What becomes of it: done, not done, or done without an answer. The last two are told as the network would tell them. */
export type Verdict = 'passes' | 'lost' | 'answer_lost'

/** A process of ours: what runs in it ends with it. */
export interface Process {
  name: string
  isAlive: boolean
}

/** Somebody who cannot go on until the director says so. */
export interface Waiting {
  who: string
  process: Process | null
  destination: Destination
  what: string
  goOn(verdict: Verdict): void
}

/** What came of work. `gone`: its process died. */
export type Result<T> = { kind: 'answered'; value: T } | { kind: 'threw'; error: unknown } | { kind: 'gone' }

/**
 * Lets one go on at a time, and everybody else wait, so that the order of everything is the director's choice. Each waits
 * before whatever leaves its process and before every pause; in between nothing of it can be told apart from one step.
 */
export interface Stage {
  /** Starts work of somebody, in a process or outside all of them. */
  run<T>(who: string, process: Process | null, work: () => Promise<T>): Promise<Result<T>>
  /** Waits for its turn, then works; the director decides whether that is done and whether the answer arrives. */
  through<T>(step: { destination: Destination; what: string; lost: () => Error }, work: () => Promise<T>): Promise<T>
  /** Work that needs no turn and is waited for all the same: it uses threads or the disk. */
  busy<T>(work: () => Promise<T>): Promise<T>
  pause(what: string): Promise<void>
  /** Ends a process as SIGKILL does: nothing of it goes on. */
  kill(process: Process): void
  /** Who waits for a turn, in the order in which they came. Only when it is `quiet` is that all. */
  waiting(): readonly Waiting[]
  /** Resolves once nobody is doing anything. */
  quiet(): Promise<void>
}

interface Actor {
  stage: Stage
  who: string
  process: Process | null
}

/** Who is acting, wherever their work has led. */
export const actors = new AsyncLocalStorage<Actor>()
const never = new Promise<never>(() => undefined)
const turnOfTheLoop = () => new Promise<void>((resolve) => setImmediate(resolve))

export function createStage(): Stage {
  const waiting = new Set<Waiting>()
  const tasks = new Map<Process, Set<() => void>>()
  let atWork = 0

  const isIdle = () => atWork === 0
  const park = ({ who, process }: Actor, { destination, what }: Pick<Waiting, 'destination' | 'what'>) =>
    new Promise<Verdict>((resolve) => {
      if (process?.isAlive === false) return
      const entry: Waiting = { who, process, destination, what, goOn }
      function goOn(verdict: Verdict) {
        waiting.delete(entry)
        resolve(verdict)
      }
      waiting.add(entry)
    })

  const stage: Stage = {
    run(who, process, work) {
      const done = new Set<() => void>()
      return new Promise((resolve) => {
        if (process?.isAlive === false) return resolve({ kind: 'gone' })
        const leave = () => resolve({ kind: 'gone' })
        const ofProcess = (process && tasks.get(process)) ?? done
        if (process) tasks.set(process, ofProcess)
        ofProcess.add(leave)
        void actors
          .run({ stage, who, process }, async () => work())
          .then(
            (value) => resolve({ kind: 'answered', value }),
            (error: unknown) => resolve({ kind: 'threw', error }),
          )
          .finally(() => ofProcess.delete(leave))
      })
    },
    async through(step, work) {
      const actor = actors.getStore()
      if (!actor) return work()
      const verdict = await park(actor, step)
      if (verdict === 'lost') throw step.lost()
      const value = await stage.busy(work)
      if (actor.process?.isAlive === false) return never
      if (verdict === 'answer_lost') throw step.lost()
      return value
    },
    async busy(work) {
      atWork += 1
      try {
        return await work()
      } finally {
        atWork -= 1
      }
    },
    async pause(what) {
      const actor = actors.getStore()
      if (actor) await park(actor, { destination: 'pause', what })
    },
    kill(process) {
      process.isAlive = false
      for (const entry of waiting) if (entry.process === process) waiting.delete(entry)
      for (const leave of tasks.get(process) ?? []) leave()
      tasks.delete(process)
    },
    waiting: () => [...waiting],
    async quiet() {
      // What follows from an answer without leaving the process is done before the loop turns.
      for (let idle = 0; idle < 2; idle = isIdle() ? idle + 1 : 0) await turnOfTheLoop()
    },
  }
  return stage
}
