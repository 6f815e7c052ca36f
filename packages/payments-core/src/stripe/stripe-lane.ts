import { bulkhead } from 'cockatiel'
import { createBreaker, type BreakerOptions } from '../breaker.ts'
import type { CallBudget } from './call-budget.ts'
import { isOutage } from './call-error.ts'

/**
 * Calls of one kind, which have room and a breaker of their own: when payments hang, refunds still run. What only reads is
 * apart from what acts, so that a flood of events takes nothing away from a checkout.
 */
export type StripeLane = 'payments' | 'refunds' | 'other' | 'reads'

/** Where the calls of an operation go, by its name as the API calls it. */
export const laneOf = (operation: string): StripeLane =>
  operation.startsWith('payments.') ? 'payments' : operation.startsWith('refunds.') ? 'refunds' : 'other'

/** Calls under way at once, in one process. */
const room: Record<StripeLane, number> = { payments: 64, refunds: 16, other: 16, reads: 32 }

/** How soon to ask again when a lane is full. */
const whenFullMs = 1_000

export interface Lane {
  /** Milliseconds until work for this lane should be begun; 0 is now. */
  admit(budget: CallBudget): number
  /** @throws {BrokenCircuitError | BulkheadRejectedError} at once, without calling */
  execute<T>(call: () => Promise<T>, budget: CallBudget): Promise<T>
  /** For a request that has ended. */
  letGo(budget: CallBudget): void
}

export function createLane(name: StripeLane, options: Omit<BreakerOptions, 'isOutage'>): Lane {
  const breaker = createBreaker({ ...options, isOutage })
  const places = bulkhead(room[name])
  return {
    admit: (budget) => (places.executionSlots > 0 ? breaker.admit(budget) : whenFullMs),
    execute: (call, budget) => places.execute(() => breaker.execute(call, budget)),
    letGo: (budget) => breaker.letGo(budget),
  }
}
