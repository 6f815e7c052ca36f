import { setTimeout as delay } from 'node:timers/promises'
import type { Random } from '../random.ts'
import type { TestStack } from '../start-test-stack.ts'

/** The processes that are killed, by what they do. */
export const victims = ['web', 'receiver', 'worker'] as const
export type Victim = (typeof victims)[number]

/** How often each was killed, and how long it took at most to be ready again. */
export interface Killed {
  counts: Record<Victim, number>
  longestToReadyMs: number
}

const pauseMs = { shortest: 500, longest: 3_000 }

/** Kills one process after the other, each after a pause by chance, and starts it again, until it is over. */
export async function killInTurn(
  stack: TestStack,
  random: Random,
  isOver: (kills: number) => boolean,
): Promise<Killed> {
  const programs = { web: stack.web, receiver: stack.webhook, worker: stack.worker }
  const killed: Killed = { counts: { web: 0, receiver: 0, worker: 0 }, longestToReadyMs: 0 }
  for (let kills = 0; !isOver(kills); kills += 1) {
    await delay(pauseMs.shortest + random.below(pauseMs.longest - pauseMs.shortest))
    const victim = victims[kills % victims.length] ?? 'web'
    await programs[victim].stop('SIGKILL')
    const startedAt = performance.now()
    await programs[victim].start(victim === 'receiver' ? { ROLE: 'receiver' } : {})
    killed.longestToReadyMs = Math.max(killed.longestToReadyMs, performance.now() - startedAt)
    killed.counts[victim] += 1
  }
  return killed
}
