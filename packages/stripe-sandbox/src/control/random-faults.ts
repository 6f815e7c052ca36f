import type { FaultRule } from './fault-rules.ts'
import { seededNumber } from './seeded-number.ts'

/** What a random rule draws from, by the names that it takes. */
const faults = {
  conflict: { effect: 'status', status: 409 },
  error: { effect: 'status', status: 500 },
  error_stored: { effect: 'status', status: 500, phase: 'after' },
  lost: { effect: 'reset', phase: 'after' },
  malformed: { effect: 'malformed', phase: 'after' },
  rate_limit: { effect: 'status', status: 429 },
  reset: { effect: 'reset', phase: 'before' },
  slow: { effect: 'slow', ms: 50 },
  truncate: { effect: 'truncate', phase: 'after' },
  unavailable: { effect: 'status', status: 503 },
} as const satisfies Record<string, FaultRule>

export type FaultName = keyof typeof faults

export const isFaultName = (name: string): name is FaultName => Object.hasOwn(faults, name)

/**
 * The fault of the nth request of a kind, or none. Only the seed, the kind and the count decide, so that a run meets the
 * same faults as the one before.
 */
export function drawFault(rule: FaultRule, kind: string, nth: number): FaultRule | undefined {
  const { seed = 1, rate = 0.1, effects: given = [] } = rule
  if (seededNumber(seed, kind, nth, 'hit') >= rate) return undefined
  // `Object.keys` forgets that the names are literal.
  const names = given.length > 0 ? given : (Object.keys(faults) as FaultName[])
  const name = names[Math.floor(seededNumber(seed, kind, nth, 'which') * names.length)]
  return name && faults[name]
}
