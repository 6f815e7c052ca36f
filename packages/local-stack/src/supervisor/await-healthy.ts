import { setTimeout as delay } from 'node:timers/promises'

const timeoutMs = 30_000
const pauseMs = 100

/**
 * Waits for a 2xx answer.
 *
 * @throws after 30 s without one, or the reason of `signal` when that is aborted
 */
export async function awaitHealthy(url: string, signal: AbortSignal): Promise<void> {
  const giveUpAt = Date.now() + timeoutMs
  while (!(await isHealthy(url))) {
    signal.throwIfAborted()
    if (Date.now() > giveUpAt) throw new Error(`no answer at ${url} after ${timeoutMs / 1000} s`)
    await delay(pauseMs)
  }
}

async function isHealthy(url: string): Promise<boolean> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(2_000) })
    await response.body?.cancel()
    return response.ok
  } catch {
    return false
  }
}
