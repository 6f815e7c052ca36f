import type { Clock } from './clock.ts'

const followEveryMs = 1_000
const timeoutMs = 2_000

/** A clock that another one leads. `close` lets go of it. */
export interface FollowedClock extends Clock {
  refresh(): Promise<void>
  close(): void
}

/**
 * The time of the sandbox, which tests and demonstrations move. Asked once a second, and whenever somebody calls
 * `refresh`; in between, and while it does not answer, time goes on at its usual pace. Never for production, where `refuseSandboxBesideLiveKey`
 * keeps its address out.
 *
 * @param url answers GET with `{"now": "<ISO 8601>"}`
 * @throws when it does not answer at the start
 */
export async function followClock(url: string): Promise<FollowedClock> {
  let aheadMs = 0
  const ask = async () => {
    const response = await fetch(url, { signal: AbortSignal.timeout(timeoutMs) })
    const { now } = (await response.json()) as { now?: unknown }
    const told = typeof now === 'string' ? Date.parse(now) : Number.NaN
    if (Number.isNaN(told)) throw new Error(`${url} does not tell the time`)
    aheadMs = told - Date.now()
  }
  await ask()
  const refresh = () => ask().catch(() => undefined)
  const timer = setInterval(() => void refresh(), followEveryMs).unref()
  return {
    now: () => new Date(Date.now() + aheadMs),
    refresh,
    close: () => clearInterval(timer),
  }
}
