/** What one lap of a driver came to. */
export interface Lap {
  operations: number
  perSecond: number
  /** Milliseconds of one operation: half are faster, and 99 of a hundred. */
  p50: number
  p99: number
  /** Microseconds of processor time an operation; absent where the system does not tell. */
  nodeCpu?: number
  postgresCpu?: number
}

/** How a lap is run. */
export interface LapOptions {
  /** Operations under way at once. */
  lanes: number
  lapMs: number
  /** The lap ends early when so many were done. */
  operations: number
  /** Operations a second, begun by the clock whatever became of those before; each lane begins when it is free without it. */
  rate?: number
}
