import type { State } from '../state/state.ts'
import { Context } from '../resources/context.ts'
import { runDueTasks } from './run-due-tasks.ts'

/** `setTimeout` can wait no longer. */
const longestWaitMs = 2 ** 31 - 1

interface Home {
  state: State
  url: string
  saved(): void
}

/** Does what falls due while real time passes; a clock that is moved by hand does not wait for it. */
export class Timekeeper {
  readonly #home: Home
  #timer: NodeJS.Timeout | undefined
  #plannedForMs: number | undefined
  #isClosed = false

  constructor(home: Home) {
    this.#home = home
  }

  /** To be called when something may have been planned. */
  wake(): void {
    const { agenda, clock } = this.#home.state
    // By the base clock: moving the sandbox's clock brings a task nearer.
    const dueMs = agenda.next && agenda.next.dueAt * 1000 - clock.aheadMs
    if (this.#isClosed || dueMs === this.#plannedForMs) return
    clearTimeout(this.#timer)
    this.#plannedForMs = dueMs
    if (dueMs === undefined) return
    const waitMs = dueMs + clock.aheadMs - clock.now().getTime()
    this.#timer = setTimeout(() => this.#run(), Math.min(Math.max(0, waitMs), longestWaitMs))
    this.#timer.unref()
  }

  close(): void {
    this.#isClosed = true
    clearTimeout(this.#timer)
  }

  #run(): void {
    const { state, url } = this.#home
    this.#plannedForMs = undefined
    runDueTasks(new Context(state, { url }), state.clock.now().getTime())
    state.save()
    this.#home.saved()
  }
}
