import { BrokenCircuitError, circuitBreaker, CircuitState, CountBreaker, handleWhen } from 'cockatiel'

/** Stops asking a service that is down, and finds out with a single call when it is back. */
export interface Breaker {
  /**
   * Milliseconds until `who` may call; 0 is now. Once the pause after an outage is over, the first to ask is let in with
   * the one call that tries; everybody else is refused until that call is answered, or its holder lets go.
   */
  admit(who: object): number
  /** @throws {BrokenCircuitError} at once, without calling, where `admit` would refuse */
  execute<T>(call: () => Promise<T>, who: object): Promise<T>
  /** Gives back the right to try, if `who` has it and has not used it. */
  letGo(who: object): void
}

export interface BreakerOptions {
  /** Whether an error means that the service is down; any other error is an answer. */
  isOutage: (error: unknown) => boolean
  /** The breaker looks at twice as many calls, and opens when more than half have failed; it needs so many to judge. */
  calls: number
  /** How long nobody calls after that. */
  pauseMs: number
  onChange?: (state: 'open' | 'closed') => void
}

/** How soon to ask again while another's call tries. */
const whileTryingMs = 1_000

export function createBreaker({ isOutage, calls, pauseMs, onChange }: BreakerOptions): Breaker {
  const policy = circuitBreaker(handleWhen(isOutage), {
    breaker: new CountBreaker({ threshold: 0.5, size: 2 * calls, minimumNumberOfCalls: calls }),
    halfOpenAfter: pauseMs,
  })
  let pauseEndsAt = 0
  let trying: object | undefined
  policy.onBreak(() => {
    pauseEndsAt = Date.now() + pauseMs
    trying = undefined
    onChange?.('open')
  })
  policy.onReset(() => {
    trying = undefined
    onChange?.('closed')
  })

  const admit: Breaker['admit'] = (who) => {
    if (policy.state === CircuitState.Closed) return 0
    const leftMs = pauseEndsAt - Date.now()
    if (leftMs > 0) return leftMs
    // While the call that tries is under way, the policy would keep others waiting for it.
    if (policy.state === CircuitState.HalfOpen) return whileTryingMs
    trying ??= who
    return trying === who ? 0 : whileTryingMs
  }
  return {
    admit,
    async execute(call, who) {
      if (admit(who) > 0) throw new BrokenCircuitError()
      return policy.execute(call)
    },
    letGo(who) {
      if (trying === who) trying = undefined
    },
  }
}
