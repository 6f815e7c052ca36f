import type { Driver } from './driver/open-driver.ts'
import type { LapOptions } from './driver/lap.ts'
import type { Bench } from './measurement.ts'
import { runPairs, type PairedLaps, type Side } from './method/paired-laps.ts'
import { postgresMicros, processMicros } from './stack/processor-time.ts'
import type { Server } from './stack/start-server.ts'

/** One of two that are compared: who asks, and who answers. */
export interface Contender {
  driver: Driver
  /** Absent where the driver does the work itself. */
  server?: Server
}

export interface Comparison extends Pick<LapOptions, 'lanes' | 'rate'> {
  title: string
  floor: Contender
  ours: Contender
  /** So many operations are made ready for a first lap; later laps go by the one before. */
  operations: number
  /** No lap does more; for operations that are dear to make ready. */
  mostOperations?: number
}

/** Runs a comparison in pairs of laps. */
export function compare(bench: Bench, comparison: Comparison): Promise<PairedLaps> {
  const { title, floor, ours } = comparison
  const sides = { floor: sideOf(bench, floor, comparison), ours: sideOf(bench, ours, comparison) }
  const { pairs } = bench.pace
  bench.say(`${title}: warming up`)
  return runPairs(sides, pairs, (pair) => bench.say(`${title}: pair ${pair} of ${pairs}`))
}

function sideOf({ pace, stack }: Bench, { driver, server }: Contender, comparison: Comparison): Side {
  const { lanes, rate, mostOperations = Number.POSITIVE_INFINITY } = comparison
  let operations = Math.min(mostOperations, comparison.operations)
  return async () => {
    const before = { node: server && processMicros(server.pid), postgres: postgresMicros(stack.postmaster) }
    const lap = await driver.lap({ lanes, lapMs: pace.lapMs, operations, ...(rate === undefined ? {} : { rate }) })
    const after = { node: server && processMicros(server.pid), postgres: postgresMicros(stack.postmaster) }
    // Room for a faster lap; one that was cut short by its number asks for much more.
    operations = Math.min(mostOperations, Math.ceil(lap.operations * (lap.operations === operations ? 3 : 1.5)) + 50)
    const each = (start: number | undefined, end: number | undefined) =>
      start === undefined || end === undefined ? Number.NaN : (end - start) / lap.operations
    return {
      ...lap,
      nodeCpu: server ? each(before.node, after.node) : (lap.nodeCpu ?? Number.NaN),
      postgresCpu: each(before.postgres, after.postgres),
    }
  }
}
