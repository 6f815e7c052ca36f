import { seededNumber } from '@azora/stripe-sandbox/control/seeded-number'

/** Chance that a seed decides: what is chosen can be repeated, when it happens cannot. */
export interface Dice {
  /** From 0 up to 1. */
  next(): number
  pick<const T>(from: readonly [T, ...T[]]): T
}

export function createDice(...seed: readonly (string | number)[]): Dice {
  let thrown = 0
  const next = () => seededNumber(...seed, (thrown += 1))
  return {
    next,
    // The index is below the length.
    pick: <const T>(from: readonly [T, ...T[]]) => from[Math.floor(next() * from.length)] as T,
  }
}
