import type { Caller, CallerContext } from '@azora/payments-core/context'
import { refusalOfOutage } from '@azora/payments-core/outage'
import { Refusal } from '@azora/payments-core/refusal'
import { readBooks } from '../crash/books.ts'
import { findBreaches } from '../crash/find-breaches.ts'
import { recover } from '../crash/recover.ts'
import { settle } from './backstage.ts'
import { createWorld, type World } from '../create-world.ts'
import { setClock } from './database-clock.ts'
import { createDirector } from './director.ts'
import { createRandom } from '../random.ts'
import { drawFromSeed } from './draw-from-seed.ts'
import type { Scene } from './scene.ts'
import { shop } from './shopper.ts'
import type { SimulationStand } from './open-stand.ts'
import { createStage } from './stage.ts'
import { toldBreaches } from './told.ts'
import { drawWeather } from './weather.ts'

export interface SimulationReport {
  seed: number
  /** All that was decided, in order: equal for equal seeds. */
  story: readonly string[]
  breaches: readonly string[]
}

/** Turns after which everybody goes home, and turns at most in which the processes then go on by themselves. */
const longestTurns = 400
const longestEvening = 80

/** One run that follows from its seed: people and processes act, things go wrong, all recovers, and what must hold is checked. */
export async function simulate(stand: SimulationStand, seed: number): Promise<SimulationReport> {
  await stand.reset()
  const random = createRandom(seed)
  const weather = drawWeather(random)
  using _ = drawFromSeed(seed)
  await using made = await createWorld({
    stores: stand,
    stripe: {
      timeoutMs: 10_000,
      readsPerSecond: 100_000,
      backoffMs: { initial: 100, maximum: 1_000 },
      maximumCalls: weather.maximumCalls,
    },
  })
  const world: World = {
    ...made,
    async passTime(by) {
      await made.passTime(by)
      await setClock(made.ctx.db, made.clock.now())
    },
    settle: () => settle(made, { isSilent: weather.isSilent }),
  }
  world.stripe.webhooks.hold()
  // Stripe takes whatever is asked: our own guards are what is tested.
  world.stripe.switches.set({ refundChecks: random.chance(0.5) })
  await world.passTime({ seconds: 0 })

  const stage = createStage()
  const director = createDirector({ world, stage, random, weather })
  const wishes: Scene['wishes'] = []
  const breaches: string[] = []

  const ask = async <T>(caller: Caller, what: string, work: (ctx: CallerContext) => Promise<T>) => {
    const web = director.web()
    const who = caller.name ?? caller.subject
    const result = await stage.run(`${who} ${what}`, web, () => work({ ...web.ctx, caller }))
    if (result.kind === 'answered') return result.value
    if (result.kind === 'threw' && !(result.error instanceof Refusal) && !refusalOfOutage(result.error))
      breaches.push(`${who} ${what}, and is answered by ${String(result.error)}`)
    return undefined
  }
  const present = new Set<symbol>()
  const comes: Scene['comes'] = (name, act) => {
    const person = Symbol(name)
    present.add(person)
    void stage.run(name, null, act).then((result) => {
      if (result.kind === 'threw') breaches.push(`${name} cannot go on: ${String(result.error)}`)
      return present.delete(person)
    })
  }
  const scene: Scene = { world, random, stage, ask, comes, wishes }
  for (let index = 1 + random.below(4); index > 0; index -= 1) {
    const caller = shopperNumbered(index, random)
    comes(caller.name ?? caller.subject, () => shop(scene, caller))
  }
  for (let turns = 0; turns < longestTurns && present.size > 0; turns += 1) await director.turn()
  for (let turns = random.below(longestEvening); turns > 0; turns -= 1) await director.turn()
  await stage.quiet()
  director.end()

  await recover(world, { patienceHours: 25, reconciles: true })
  const books = await readBooks(world)
  const found = [
    ...(await findBreaches(world, { books, mayGiveUpMails: director.hasSkippedDays() })),
    ...toldBreaches(wishes, books),
  ]
  return { seed, story: director.story, breaches: [...breaches, ...found.map(({ what }) => what)] }
}

function shopperNumbered(index: number, random: Scene['random']): Caller {
  const subject = `shopper-${index}`
  // To draw a receipt takes as long as all the rest: most have no address.
  const email = random.chance(0.3) ? `${subject}@example.com` : null
  return { subject, email, name: `Shopper ${index}`, roles: ['shopper'] }
}
