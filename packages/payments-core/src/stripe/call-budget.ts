import type { Clock } from '../clock.ts'

/** Why a call was not made: the request it was for has used up its calls or its time. */
export class BudgetSpent extends Error {
  override readonly name = 'BudgetSpent'
}

/** What one request may spend at Stripe, all its calls together. */
export interface CallBudget {
  /** Time left, in milliseconds; 0 or less when the deadline is over. */
  leftMs(): number
  hasCall(): boolean
  /** @throws {BudgetSpent} when no call or no time is left */
  take(): void
  /** A read that was answered costs nothing: a list has as many pages as it has, and the deadline bounds them. */
  giveBack(): void
  /** A look at what is gets one call, even when acting has used up all. */
  grantOne(): void
}

export interface BudgetLimits {
  /** Calls at most, the first one included. */
  maximumCalls: number
  /** All calls together, pauses included. */
  deadlineMs: number
  clock: Clock
}

/**
 * Begins now. Time is the process's own, which nobody sets back, and the clock's: a machine that slept for a day counts no
 * time meanwhile, and Stripe has forgotten the key with which it would call again.
 */
export function createCallBudget({ maximumCalls, deadlineMs, clock }: BudgetLimits): CallBudget {
  const endsAt = performance.now() + deadlineMs
  const endsByClock = clock.now().getTime() + deadlineMs
  let calls = maximumCalls
  const leftMs = () => Math.min(endsAt - performance.now(), endsByClock - clock.now().getTime())
  return {
    leftMs,
    hasCall: () => calls > 0,
    take() {
      if (leftMs() <= 0) throw new BudgetSpent('no time is left for a call to Stripe')
      if (calls <= 0) throw new BudgetSpent('no call to Stripe is left')
      calls -= 1
    },
    giveBack() {
      calls += 1
    },
    grantOne() {
      calls = Math.max(calls, 1)
    },
  }
}
