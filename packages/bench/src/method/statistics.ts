/** What a series of ratios comes to. */
export interface Spread {
  median: number
  minimum: number
  maximum: number
}

/** The smallest value that at least `percent` of a hundred are not above (nearest rank). @throws {RangeError} of no values */
export function percentile(values: Iterable<number>, percent: number): number {
  const sorted = Float64Array.from(values).sort()
  const value = sorted[Math.max(0, Math.ceil((percent / 100) * sorted.length) - 1)]
  if (value === undefined) throw new RangeError('no values')
  return value
}

/** Between the two in the middle when their number is even. @throws {RangeError} of no values */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const [low, high] = [sorted[Math.floor((sorted.length - 1) / 2)], sorted[Math.floor(sorted.length / 2)]]
  if (low === undefined || high === undefined) throw new RangeError('no values')
  return (low + high) / 2
}

/**
 * Ours by the floor's, pair by pair, then the median: what slowed the machine down for a while slowed both of a pair.
 *
 * @throws {RangeError} when they are not pairs, or none
 */
export function pairedRatio(ours: readonly number[], floor: readonly number[]): Spread {
  if (ours.length !== floor.length) throw new RangeError('each value of ours needs one of the floor')
  return spreadOf(ours.map((value, index) => value / (floor[index] ?? Number.NaN)))
}

/** Each value by the one before it: what a ratio of 1 looks like on this machine. @throws {RangeError} of fewer than two values */
export const selfRatio = (values: readonly number[]): Spread => pairedRatio(values.slice(1), values.slice(0, -1))

const spreadOf = (values: readonly number[]): Spread => ({
  median: median(values),
  minimum: Math.min(...values),
  maximum: Math.max(...values),
})
