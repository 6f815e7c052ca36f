import type { Goal } from './goal.ts'
import { compareLaps, type PairedLaps, type Reading } from './paired-laps.ts'
import { median, type Spread } from './statistics.ts'

/** One line of the table: a ratio to a floor, or something that was counted. */
export interface Row {
  what: string
  /** What it is compared with; absent for a count. */
  floor?: string
  figure: Spread | number
  unit: string
  /** What the floor makes of itself. */
  noise?: Spread
  /** Ours and the floor's on this machine, for a feeling; means nothing elsewhere. */
  here?: string
  goal?: Goal
}

interface RatioOptions {
  what: string
  floor: string
  laps: PairedLaps
  reading: keyof typeof readings
  goal?: Goal
}

const readings = {
  throughput: { of: (lap) => lap.perSecond, unit: '/s', digits: 0 },
  p50: { of: (lap) => lap.p50, unit: ' ms', digits: 2 },
  p99: { of: (lap) => lap.p99, unit: ' ms', digits: 2 },
  nodeCpu: { of: (lap) => lap.nodeCpu ?? Number.NaN, unit: ' µs', digits: 0 },
  postgresCpu: { of: (lap) => lap.postgresCpu ?? Number.NaN, unit: ' µs', digits: 0 },
} as const satisfies Record<string, { of: Reading; unit: string; digits: number }>

export function ratioRow({ what, floor, laps, reading, goal }: RatioOptions): Row {
  const { of, unit, digits } = readings[reading]
  const { ratio, noise } = compareLaps(laps, of)
  const [ours, theirs] = [laps.ours, laps.floor].map((side) => median(side.map(of)).toFixed(digits))
  const row: Row = { what, floor, figure: ratio, unit: '×', noise, here: `${ours} : ${theirs}${unit}` }
  return goal ? { ...row, goal } : row
}

export const countRow = (what: string, figure: number, goal?: Goal): Row => ({
  what,
  figure,
  unit: '',
  ...(goal && { goal }),
})
