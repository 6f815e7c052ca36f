import type { Caller, CallerContext, PaymentContext } from '@azora/payments-core/context'
import { personas, type World } from '../../create-world.ts'

/** Whoever plays a scenario, through one process of ours. */
export interface Player {
  world: World
  ctx: PaymentContext
  /** A shopper of this game only. */
  shopper: CallerContext
  staff: (persona: keyof typeof personas) => CallerContext
  /** A request id: the same for the same name, however often the game is played again. */
  id: (name: string) => string
}

/** Plays a scenario; again after a crash as whoever asked would: with the same request ids, from the start. */
export type Play = (player: Player) => Promise<unknown>

/** Some work of ours in which a process may die anywhere. */
export interface Scenario {
  name: string
  /** The rows of the fault catalogue that dying here shows. */
  faults: string
  /** Makes what the work is about, by a process that lives. */
  stage: (player: Player) => Promise<Play>
  /** Whether it comes to the same end though nobody asks again. */
  finishesAlone?: boolean
  /** After how long whoever went away is given up, in hours; 25 unless said. */
  patienceHours?: number
  /** Whether its shopper has an address even where mails are left out to save time. */
  isAboutMail?: boolean
}

export function playerOf(world: World, ctx: PaymentContext, { shopper, ids }: Cast): Player {
  const as = (caller: Caller): CallerContext => ({ ...ctx, caller })
  return {
    world,
    ctx,
    shopper: as(shopper),
    staff: (persona) => as(personas[persona]),
    id(name) {
      const id = ids.get(name) ?? ctx.newId()
      ids.set(name, id)
      return id
    },
  }
}

/** Who plays, in every process alike. */
export interface Cast {
  shopper: Caller
  ids: Map<string, string>
}

export const castOf = (name: string, { hasAddress }: { hasAddress: boolean }): Cast => ({
  shopper: { subject: name, email: hasAddress ? `${name}@example.com` : null, name: 'Kim Crash', roles: ['shopper'] },
  ids: new Map(),
})
