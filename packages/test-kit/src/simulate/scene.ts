import type { Caller, CallerContext } from '@azora/payments-core/context'
import type { World } from '../create-world.ts'
import type { Random } from '../random.ts'
import type { Stage } from './stage.ts'
import type { Told } from './told.ts'

/** Where people act: all that they know of our system is what it answers. */
export interface Scene {
  world: World
  random: Random
  stage: Stage
  /** Asks our system for something. Answers nothing when it refused for now, or when no answer came. */
  ask: <T>(caller: Caller, what: string, work: (ctx: CallerContext) => Promise<T>) => Promise<T | undefined>
  /** Somebody comes, and acts until they have done what they came for. */
  comes: (name: string, act: () => Promise<void>) => void
  /** What shoppers wished for so far, and what they were told. */
  wishes: Told[]
}
