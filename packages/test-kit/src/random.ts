import { uniformInt } from 'pure-rand/distribution/uniformInt'
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus'

/** Decisions that follow from a seed alone. */
export interface Random {
  /** A whole number from 0 up to, and without, `limit`. */
  below(limit: number): number
  /** True that often: 0 never, 1 always. */
  chance(share: number): boolean
  /** @throws {RangeError} when there is nothing to choose from */
  pick<const T>(choices: readonly T[]): T
  /** One of the names, each as often as its weight says. */
  weigh<Name extends string>(weights: Readonly<Partial<Record<Name, number>>>): Name
  uuid(): string
}

const fine = 1_000_000

export function createRandom(seed: number): Random {
  const generator = xoroshiro128plus(seed)
  const below = (limit: number) => uniformInt(generator, 0, limit - 1)
  return {
    below,
    chance: (share) => below(fine) < share * fine,
    pick(choices) {
      if (choices.length === 0) throw new RangeError('there is nothing to choose from')
      // Below the length, so it is there.
      return choices[below(choices.length)] as (typeof choices)[number]
    },
    weigh<Name extends string>(weights: Readonly<Partial<Record<Name, number>>>) {
      // Only names that were given: the type says which.
      const entries = Object.entries(weights) as [Name, number][]
      const total = entries.reduce((sum, [, weight]) => sum + weight, 0)
      let rest = below(fine) * (total / fine)
      for (const [name, weight] of entries) {
        rest -= weight
        if (rest < 0) return name
      }
      throw new RangeError('nothing has any weight')
    },
    uuid() {
      const hex = Array.from({ length: 32 }, () => below(16).toString(16)).join('')
      return hex.replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12})$/, '$1-$2-4$3-8$4-$5')
    },
  }
}
