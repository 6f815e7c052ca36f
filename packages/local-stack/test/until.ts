import { setTimeout as delay } from 'node:timers/promises'

/** Resolves when the condition holds, and fails after 10 s without it. */
export async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  const giveUpAt = Date.now() + 10_000
  while (!(await holds())) {
    if (Date.now() > giveUpAt) throw new Error(`This never came to hold: ${holds.toString()}`)
    await delay(50)
  }
}
