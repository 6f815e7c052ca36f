import type { World } from '../create-world.ts'
import { readBooks } from './books.ts'
import { findBreaches } from './find-breaches.ts'
import type { Message, PowerFailure } from './power-switch.ts'
import { recover } from './recover.ts'
import { castOf, playerOf, type Cast, type Play, type Scenario } from './scenario/scenario.ts'
import { startGatedProcess } from './start-gated-process.ts'
import { differenceOf, tellOf } from './tell-of.ts'

/** One death: where, and whether whoever asked asks again. */
export interface Point extends PowerFailure {
  isRepeated: boolean
}

export interface CrashReport {
  /** What a run without a crash sends, in order. */
  messages: readonly Message[]
  points: readonly Point[]
  breaches: { point: Point | null; what: string }[]
}

interface Options {
  /** This point only, so that a failure can be looked at by itself. */
  only?: Point | undefined
  /** Gives a mail address only to those whose mail is what the scenario is about: making documents takes most of the time. */
  isSparing?: boolean
  onPoint?: (done: number, all: number) => unknown
}

let games = 0
const ownersByWorld = new WeakMap<World, Map<string, string>>()

/**
 * Plays a scenario once to count what it sends, then dies at each of these messages, before and after it takes effect, with
 * and without the request being made again; lets everything recover, and compares.
 *
 * Each game has a customer of its own and all share the world, so that one recovery serves them all. Requests are repeated
 * as soon as the dead process's lease is over and before Stripe's events arrive; without a repeat the events come first,
 * while the lease still holds. A repeated request must come to exactly what a run without a crash comes to.
 */
export async function crashEvery(world: World, scenario: Scenario, options: Options = {}): Promise<CrashReport> {
  const { isSparing = false } = options
  const breaches: CrashReport['breaches'] = []
  world.stripe.webhooks.hold()
  const clean = await playGame(world, { scenario, isSparing })
  if (clean.error) throw new Error(`${scenario.name} fails without a crash`, { cause: clean.error })
  const points = options.only ? [options.only] : pointsOf(clean.messages.length)
  const games = new Map<string, Point>()
  const owners = ownersIn(world)

  for (const [index, point] of points.entries()) {
    const { length: before } = world.stripe.objects('payment_intent')
    const game = await playGame(world, { scenario, isSparing }, point)
    games.set(game.cast.shopper.subject, point)
    if (game.isAlive) breaches.push({ point, what: `the run ended after ${game.messages.length} messages` })
    if (point.isRepeated) {
      await world.expireLeases()
      const again = await game.play(playerOf(world, world.ctx, game.cast)).catch(String)
      if (typeof again === 'string') breaches.push({ point, what: `the repeated request fails: ${again}` })
    }
    // Whoever paid may be unknown to our books afterwards.
    for (const { id, latest_charge: chargeId } of world.stripe.objects('payment_intent').slice(before))
      for (const made of [id, chargeId ?? id]) owners.set(made, game.cast.shopper.subject)
    options.onPoint?.(index + 1, points.length)
  }

  world.stripe.webhooks.release()
  await recover(world, { patienceHours: scenario.patienceHours ?? 25 })
  const books = await readBooks(world)
  const cleanSubject = clean.cast.shopper.subject
  for (const { owner, what } of await findBreaches(world, { books, owners })) {
    const point = games.get(owner ?? '') ?? null
    const isOfEarlier = owner !== null && !point && owner !== cleanSubject
    if (!isOfEarlier) breaches.push({ point, what })
  }
  const told = tellOf(books)
  const expected = told.get(cleanSubject) ?? ''
  for (const [subject, point] of games) {
    const found = told.get(subject) ?? ''
    const mustBeEqual = point.isRepeated || scenario.finishesAlone
    if (mustBeEqual && found !== expected) breaches.push({ point, what: differenceOf(expected, found) })
  }
  return { messages: clean.messages, points, breaches }
}

/** Whose each payment at Stripe is, of every game that was played in the world. */
function ownersIn(world: World): Map<string, string> {
  const owners = ownersByWorld.get(world) ?? new Map<string, string>()
  ownersByWorld.set(world, owners)
  return owners
}

/** Those with a repeat first: their leases end early, and the others' must hold until Stripe's events have come. */
function pointsOf(count: number): Point[] {
  return [true, false].flatMap((isRepeated) =>
    Array.from({ length: count }, (_, index) => index + 1).flatMap((at) =>
      (['before', 'after'] as const).map((side) => ({ at, side, isRepeated })),
    ),
  )
}

interface Game {
  cast: Cast
  play: Play
  messages: readonly Message[]
  /** Whether the process lived to the end. */
  isAlive: boolean
  error: unknown
}

/** Stages the scenario by a process that lives, and plays it by one that dies at the point, if there is one. */
async function playGame(
  world: World,
  { scenario, isSparing }: { scenario: Scenario; isSparing: boolean },
  failure?: PowerFailure,
): Promise<Game> {
  games += 1
  const name = `${scenario.name.replaceAll(/\W+/g, '-')}-${games}`
  const cast = castOf(name, { hasAddress: !isSparing || scenario.isAboutMail === true })
  const play = await scenario.stage(playerOf(world, world.ctx, cast))
  await using process = await startGatedProcess(world)
  process.power.arm(failure)
  const error: unknown = await play(playerOf(world, process.ctx, cast)).then(
    () => undefined,
    (thrown: unknown) => thrown,
  )
  return { cast, play, messages: process.power.messages(), isAlive: process.power.isOn(), error }
}
