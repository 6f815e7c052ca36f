import type { Pace } from './method/paired-laps.ts'
import type { Row } from './method/row.ts'
import type { Stack } from './stack/start-stack.ts'

/** What a measurement is given. */
export interface Bench {
  stack: Stack
  pace: Pace
  /** Tells whoever waits what is going on. */
  say(text: string): void
}

/** Measures one thing; what it starts it ends. */
export type Measurement = (bench: Bench) => Promise<Row[]>
