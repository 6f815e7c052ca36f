import { setTimeout as delay } from 'node:timers/promises'

/** Asks `probe` every `everyMs` until it answers something or `limitMs` have passed. */
export async function waitFor<T>(
  limits: { everyMs: number; limitMs: number },
  probe: () => Promise<T | undefined>,
): Promise<T | undefined> {
  const rounds = Math.ceil(limits.limitMs / limits.everyMs)
  for (let round = 0; round < rounds; round += 1) {
    const found = await probe()
    if (found !== undefined) return found
    await delay(limits.everyMs)
  }
  return probe()
}
