/** The sandbox's time: a base clock plus what was advanced. It never runs backwards. */
export interface SandboxClock {
  now(): Date
}

export class MovableClock implements SandboxClock {
  readonly #base: SandboxClock
  #aheadMs = 0

  constructor(base: SandboxClock = { now: () => new Date() }) {
    this.#base = base
  }

  now(): Date {
    return new Date(this.#base.now().getTime() + this.#aheadMs)
  }

  /** Unix seconds, the unit of every time in the API. */
  seconds(): number {
    return Math.floor(this.now().getTime() / 1000)
  }

  get aheadMs(): number {
    return this.#aheadMs
  }

  /** @throws {RangeError} when asked to go back */
  moveAhead(ms: number): void {
    if (!(ms >= 0)) throw new RangeError('The sandbox clock only moves forward.')
    this.#aheadMs += ms
  }
}
