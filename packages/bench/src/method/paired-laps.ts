import type { Lap } from '../driver/lap.ts'
import { pairedRatio, selfRatio, type Spread } from './statistics.ts'

/** One of two that are compared: repeats its operation for a lap and says how it went. */
export type Side = () => Promise<Lap>

/** How long and how often. */
export interface Pace {
  pairs: number
  lapMs: number
  /** Whether less is made ready, for a first impression. */
  isQuick: boolean
}

/** Laps of both sides, in the order in which they were run: the floor, ours, the floor, ours … */
export interface PairedLaps {
  floor: Lap[]
  ours: Lap[]
}

/** Runs both sides by turns, after one lap each that does not count. */
export async function runPairs(
  { floor, ours }: { floor: Side; ours: Side },
  pairs: number,
  onPair: (pair: number) => void,
): Promise<PairedLaps> {
  await floor()
  await ours()
  const laps: PairedLaps = { floor: [], ours: [] }
  for (let pair = 1; pair <= pairs; pair += 1) {
    onPair(pair)
    laps.floor.push(await floor())
    laps.ours.push(await ours())
  }
  return laps
}

/** What of a lap is compared. */
export type Reading = (lap: Lap) => number

/** Ours by the floor's in one reading, and beside it what the floor makes of itself. */
export const compareLaps = ({ floor, ours }: PairedLaps, reading: Reading): { ratio: Spread; noise: Spread } => ({
  ratio: pairedRatio(ours.map(reading), floor.map(reading)),
  noise: selfRatio(floor.map(reading)),
})
