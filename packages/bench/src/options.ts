import { parseArgs } from 'node:util'
import type { Pace } from './method/paired-laps.ts'

export interface Options {
  pace: Pace
  /** Names of measurements. */
  only: readonly string[]
}

const paces: Record<'full' | 'quick', Pace> = {
  full: { pairs: 7, lapMs: 2_000, isQuick: false },
  quick: { pairs: 3, lapMs: 500, isQuick: true },
}

/** @throws {Error} with a sentence for whoever typed something else */
export function readOptions(args: string[], known: readonly string[]): Options {
  const { values } = parseArgs({
    args,
    options: { only: { type: 'string', multiple: true }, quick: { type: 'boolean', default: false } },
  })
  const only = (values.only ?? []).flatMap((names) => names.split(','))
  const unknown = only.find((name) => !known.includes(name))
  if (unknown !== undefined) throw new Error(`There is no measurement "${unknown}": there are ${known.join(', ')}.`)
  return { pace: values.quick ? paces.quick : paces.full, only: only.length === 0 ? known : only }
}
