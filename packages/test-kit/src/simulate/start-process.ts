import type { Database, Queryable } from '@azora/db/database'
import type { AnswerCache, KeptAnswer, RequestKey } from '@azora/payments-core/answer-cache/answer-cache'
import type { PaymentContext } from '@azora/payments-core/context'
import { createStripeGateway } from '@azora/payments-core/stripe/stripe-gateway'
import type { StripeCallsOptions } from '@azora/payments-core/stripe/stripe-calls'
import type { World } from '../create-world.ts'
import type { Process, Stage } from './stage.ts'

/** A process of ours on a stage: all that leaves it waits for its turn. */
export interface StagedProcess extends Process {
  ctx: PaymentContext
}

/** What all processes of a run share. */
export interface Surroundings {
  stage: Stage
  world: World
  kept: KeptAnswers
}

/** Starts one on the world's database and services. It costs next to nothing, and ends by `stage.kill`. */
export function startProcess({ stage, world, kept }: Surroundings, name: string): StagedProcess {
  const { ctx, stripeOptions } = world
  return {
    name,
    isAlive: true,
    ctx: {
      ...ctx,
      db: stageDatabase(stage, ctx.db),
      reports: stageDatabase(stage, ctx.reports),
      answers: stageAnswers(stage, kept),
      stripe: createStripeGateway({
        ...stripeOptions,
        log: ctx.log,
        clock: ctx.clock,
        pause: (ms) => stage.pause(`${Math.round(ms)} ms before Stripe is called again`),
        through: (client) => stageCalls(stage, client),
      }),
      mail: {
        send: (mail, notAfter) => {
          const step = {
            destination: 'mail',
            what: mail.idempotencyKey,
            lost: () => new TypeError('fetch failed'),
          } as const
          return stage.through(step, () => ctx.mail.send(mail, notAfter))
        },
      },
      drawing: { ...ctx.drawing, draw: (data) => stage.busy(() => ctx.drawing.draw(data)) },
    },
  }
}

/** A statement as a step. Lost, it fails in the words of the driver when a connection breaks. */
export const statement = (name: string) =>
  ({ destination: 'postgres', what: name, lost: () => new Error('Connection terminated unexpectedly') }) as const

function stageDatabase(stage: Stage, database: Database): Database {
  const staged: Queryable = {
    all: (asked, params) => stage.through(statement(asked.name), () => database.all(asked, params)),
    first: (asked, params) => stage.through(statement(asked.name), () => database.first(asked, params)),
  }
  return { ...database, ...staged }
}

type HttpClient = Parameters<NonNullable<StripeCallsOptions['through']>>[0]
type HttpResponse = Awaited<ReturnType<HttpClient['makeRequest']>>

const stageCalls = (stage: Stage, client: HttpClient): HttpClient => ({
  getClientName: () => client.getClientName(),
  makeRequest(...args) {
    const [, , path, method] = args
    const step = {
      destination: 'stripe',
      what: `${method} ${path.replace(/\?.*/, '')}`,
      lost: () => new Error('no answer from Stripe'),
    } as const
    return stage.through(step, async () => whole(await client.makeRequest(...args)))
  },
})

/** The answer to its last byte: what is read of it later needs no network. */
async function whole(response: HttpResponse): Promise<HttpResponse> {
  const read = await response.toJSON().then(
    (json: unknown) => () => json,
    (error: unknown) => () => {
      throw error
    },
  )
  return { ...response, toJSON: async () => read() }
}

/** What Redis keeps of answers. It may forget all of it at any time. */
export type KeptAnswers = Map<string, KeptAnswer>

/**
 * Redis as far as its callers can tell: what one process keeps another finds, or nobody does. Its real client has timers and
 * a connection of its own, whose timing no seed could repeat.
 */
function stageAnswers(stage: Stage, kept: KeptAnswers): AnswerCache {
  const nameOf = (key: RequestKey) => JSON.stringify(key, Object.keys(key).toSorted())
  return {
    find: (key) => {
      const step = { destination: 'redis', what: `get ${key.operation}`, lost: () => new Error('no answer') } as const
      return stage.through(step, async () => kept.get(nameOf(key))).catch(() => undefined)
    },
    keep: (key, answer) => void kept.set(nameOf(key), structuredClone(answer)),
    close() {},
  }
}
