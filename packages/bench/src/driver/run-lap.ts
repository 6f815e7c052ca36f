import { setTimeout as delay } from 'node:timers/promises'
import { percentile } from '../method/statistics.ts'
import type { Lap, LapOptions } from './lap.ts'
import type { Load } from './load.ts'

/** Repeats operations from the index `first` on. @throws what the first failed operation throws */
export async function runLap(load: Load, first: number, options: LapOptions): Promise<Lap> {
  const { lanes, lapMs, operations, rate } = options
  const latencies = new Float64Array(operations)
  let begun = 0
  let done = 0
  const startedAt = performance.now()
  const endsAt = startedAt + lapMs

  const runLane = async (lane: number) => {
    while (begun < operations && performance.now() < endsAt) {
      const index = begun
      begun += 1
      const beganAt = rate === undefined ? performance.now() : await turnOf(startedAt + (index / rate) * 1_000)
      if (beganAt >= endsAt) return
      await load.operate(first + index, lane)
      latencies[done] = performance.now() - beganAt
      done += 1
    }
  }
  await Promise.all(Array.from({ length: lanes }, (_, lane) => runLane(lane)))

  const measured = latencies.subarray(0, done)
  const perSecond = done / ((performance.now() - startedAt) / 1_000)
  return { operations: done, perSecond, p50: percentile(measured, 50), p99: percentile(measured, 99) }
}

/** Waits for a turn and says when it was. One that comes too late counts from when it should have been. */
async function turnOf(dueAt: number): Promise<number> {
  const waitMs = dueAt - performance.now()
  if (waitMs <= 0) return dueAt
  await delay(waitMs)
  return performance.now()
}
