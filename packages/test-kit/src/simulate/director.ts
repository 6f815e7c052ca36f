import type { World } from '../create-world.ts'
import { takeEvents } from '../stripe-events.ts'
import { actAtStripe, closeJob, doJob, listJobs, loops, undelivered } from './backstage.ts'
import type { Random } from '../random.ts'
import type { Stage, Verdict, Waiting } from './stage.ts'
import { startProcess, statement, type KeptAnswers, type StagedProcess } from './start-process.ts'
import type { Weather } from './weather.ts'

/** Decides all that is left to chance, and writes it down. */
export interface Director {
  /** Takes a turn, once nobody is doing anything. */
  turn(): Promise<void>
  /** The processes that are there now. */
  web(): StagedProcess
  end(): void
  /** Whether so much time passed at once that mails were given up whose fate nobody knew. */
  hasSkippedDays(): boolean
  story: readonly string[]
}

interface Options {
  world: World
  stage: Stage
  random: Random
  weather: Weather
}

const spans = {
  '1 second': { seconds: 1 },
  '10 seconds': { seconds: 10 },
  '1 minute': { seconds: 61 },
  '23 hours': { hours: 23 },
  '25 hours': { hours: 25 },
  '30 days': { days: 30 },
}
const spanWeights = { '1 second': 8, '10 seconds': 6, '1 minute': 6, '23 hours': 1, '25 hours': 1, '30 days': 1 }
/** Works of the worker and the receiver at once. */
const longestBackstage = 6

export function createDirector({ world, stage, random, weather }: Options): Director {
  const story: string[] = []
  const delivered = new Set<string>()
  const gone = new Set<Waiting['destination']>()
  let backstage = 0
  let hasSkippedDays = false
  let started = 0
  const named = createNames()
  const tell = (what: string) => void story.push(named(what))
  const kept: KeptAnswers = new Map()
  const start = (name: string) => startProcess({ stage, world, kept }, `${name} ${(started += 1)}`)
  let web = start('web')
  let worker = start('worker')

  const spawn = (what: string, work: () => Promise<unknown>) => {
    backstage += 1
    tell(`${worker.name} ${what}`)
    void stage.run(what, worker, work).then((result) => {
      if (result.kind === 'threw') tell(`"${what}" fails: ${String(result.error)}`)
      return (backstage -= 1)
    })
  }

  const goOn = (waiting: readonly Waiting[]) => {
    const chosen = random.pick(waiting)
    const verdict = verdictOn(chosen)
    tell(`${nameOf(chosen)}${verdict === 'passes' ? '' : `: ${verdict.replace('_', ' ')}`}`)
    chosen.goOn(verdict)
  }
  const verdictOn = ({ destination }: Waiting): Verdict => {
    if (destination === 'pause') return 'passes'
    if (gone.has(destination)) return 'lost'
    if (random.chance(weather.lost)) return 'lost'
    return random.chance(weather.answerLost) ? 'answer_lost' : 'passes'
  }
  const crash = () => {
    const isWeb = random.chance(0.5)
    const dying = isWeb ? web : worker
    // Of what it has just sent, some may still take effect.
    const sent = stage.waiting().filter(({ process, destination }) => process === dying && destination !== 'pause')
    const last = sent.length > 0 && random.chance(0.5) ? random.pick(sent) : undefined
    tell(`${dying.name} is killed${last ? ` after ${nameOf(last)} has left` : ''}`)
    last?.goOn('passes')
    stage.kill(dying)
    if (isWeb) web = start('web')
    else worker = start('worker')
  }
  const restart = () => {
    tell('the database restarts')
    for (const entry of stage.waiting()) {
      if (entry.destination === 'postgres') entry.goOn(random.chance(0.3) ? 'answer_lost' : 'lost')
    }
  }
  const toggle = (destination: Waiting['destination']) => {
    const isBack = gone.delete(destination)
    if (!isBack) gone.add(destination)
    if (destination === 'redis' && random.chance(0.5)) kept.clear()
    tell(`${destination} is ${isBack ? 'back' : 'gone'}`)
  }
  const deliver = () => {
    const isAgain = random.chance(weather.repeated)
    const waiting = undelivered(world, isAgain ? new Set() : delivered)
    if (waiting.length === 0) return
    const event = random.pick(waiting)
    const { ctx } = worker
    spawn(`takes ${event.type} ${event.id}`, async () => {
      await takeEvents(ctx, [event])
      delivered.add(event.id)
    })
  }
  const work = async () => {
    const jobs = await listJobs(world)
    if (jobs.length === 0) return
    const job = random.pick(jobs)
    const { ctx } = worker
    const close = () => stage.through(statement('complete_jobs'), () => closeJob(world, job))
    spawn(`does ${job.task} of job ${job.id}`, () => doJob(ctx, job, close))
  }
  const loop = () => {
    const name = random.pick(Object.keys(loops))
    const { ctx } = worker
    spawn(name, async () => loops[name]?.(ctx))
  }
  const pass = async () => {
    const span = random.weigh(spanWeights)
    tell(`${span} pass`)
    hasSkippedDays ||= 'hours' in spans[span] || 'days' in spans[span]
    await world.passTime(spans[span])
  }
  const others = async () => {
    const act = await actAtStripe(world, random)
    if (act) tell(`at Stripe: ${act}`)
  }

  const moves = {
    goOn: () => goOn(stage.waiting()),
    deliver,
    work,
    loop,
    pass,
    crash,
    restart,
    stripeGone: () => toggle('stripe'),
    mailGone: () => toggle('mail'),
    redisGone: () => toggle('redis'),
    others,
  }

  return {
    story,
    web: () => web,
    hasSkippedDays: () => hasSkippedDays,
    async turn() {
      await stage.quiet()
      const isFree = backstage < longestBackstage
      const move = random.weigh({
        goOn: stage.waiting().length > 0 ? 0.6 : 0,
        deliver: isFree ? 0.12 : 0,
        work: isFree ? 0.15 : 0,
        loop: isFree ? 0.06 : 0,
        // Something is always left to do, so that a turn never lacks a choice.
        pass: weather.timePasses + 0.001,
        crash: weather.crash,
        restart: weather.restart,
        stripeGone: gone.has('stripe') ? 0.1 : weather.stripeGone,
        mailGone: gone.has('mail') ? 0.1 : weather.mailGone,
        redisGone: gone.has('redis') ? 0.1 : weather.redisGone,
        others: weather.others,
      })
      await moves[move]()
    },
    end() {
      for (const process of [web, worker]) stage.kill(process)
    },
  }
}

/** Ids are drawn anew in each run: in a story each is called by its place, so that equal seeds tell equal stories. */
function createNames(): (text: string) => string {
  const names = new Map<string, string>()
  return (text) =>
    text.replaceAll(/\b(?:[a-z]+_[A-Za-z0-9]{14,}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})/g, (id) => {
      const name = names.get(id) ?? `${/^[a-z]+(?=_)/.exec(id)?.[0] ?? 'id'} #${names.size + 1}`
      names.set(id, name)
      return name
    })
}

const nameOf = ({ who, process, destination, what }: Waiting): string =>
  `${process ? `${process.name}, ` : ''}${who}: ${destination === 'pause' ? what : `${destination} ${what}`}`
