import { AsyncLocalStorage } from 'node:async_hooks'
import { setTimeout as delay } from 'node:timers/promises'
import Stripe from 'stripe'
import { systemClock, type Clock } from '../clock.ts'
import type { Log } from '../context.ts'
import { noWatch, type StripeCallResult, type Watch } from '../watch.ts'
import { createCallBudget, type CallBudget } from './call-budget.ts'
import { isHeldBack, isStoredFailure, isUnanswered, mayRepeat, retryAfterMs } from './call-error.ts'
import { createHttpClient, type HttpClient } from './http-client.ts'
import { createPace } from './create-pace.ts'
import { StripeUnavailable, type Outcome } from './outcome.ts'
import { createLane, type Lane, type StripeLane } from './stripe-lane.ts'

export interface StripeCallsOptions {
  secretKey: string
  /** Another address than Stripe's: the sandbox. */
  apiBase?: string | undefined
  log: Log
  /** The system's when absent. */
  clock?: Clock
  /** Told of each call, the repeated ones too. */
  watch?: Watch
  /** One call's limit, from connecting to the last byte. */
  timeoutMs?: number
  /** All calls for one request together, pauses included: the lease of an attempt is longer. */
  deadlineMs?: number
  /** Calls at most for one request, the first one included. */
  maximumCalls?: number
  /** First and largest pause between calls; the pause itself is drawn at random below it. */
  backoffMs?: { initial: number; maximum: number }
  /** Reads a second at most; Stripe allows 25 for each kind of object. */
  readsPerSecond?: number
  /** When to stop asking: see `BreakerOptions`. */
  outage?: { calls: number; pauseMs: number }
  /** How a pause is spent. */
  pause?: (ms: number) => Promise<unknown>
  /** Stands between the SDK and the network: for instruments that look at calls or disturb them. */
  through?: (client: HttpClient) => HttpClient
}

type Call<T> = (stripe: Stripe) => Promise<T>

/** Calls to Stripe under our own limits: each ends in time, and so do all calls for one request together. */
export interface StripeCalls {
  /** The same for calls of another kind. What is not said to be of a kind is of `other`. */
  in(lane: Exclude<StripeLane, 'reads'>): StripeCalls
  /**
   * Asks Stripe to do something, again where that may help. `call` must send an idempotency key. Never throws for Stripe's sake.
   *
   * @param readRefusal makes an answer of an error that is one: a declined card comes with its PaymentIntent
   */
  act<T>(call: Call<T>, readRefusal?: (error: Stripe.errors.StripeError) => T | undefined): Promise<Outcome<T>>
  /**
   * Asks Stripe what is, in its turn.
   *
   * @throws {StripeUnavailable} when Stripe gives no answer or does not take our key, or too many others wait to ask
   */
  read<T>(call: Call<T>): Promise<T>
  /** All calls that `work` makes, wherever it makes them, share one budget: that of the outermost `together`. A call outside has one of its own. */
  together: <T>(work: () => Promise<T>) => Promise<T>
  /** Milliseconds until something new should be begun; 0 is now. Ask inside `together`: after an outage the first to ask is let in to try. */
  admit: (lane: StripeLane) => number
}

/** Calls on the real SDK. The SDK's own retries are off: it would wait four minutes, and leave 429 alone. */
export function createStripeCalls(options: StripeCallsOptions): StripeCalls {
  const { log, timeoutMs = 10_000, deadlineMs = 20_000, maximumCalls = 5, pause = delay } = options
  const { clock = systemClock, watch = noWatch, through = (client) => client } = options
  const { backoffMs = { initial: 200, maximum: 2_000 }, outage = { calls: 10, pauseMs: 5_000 } } = options
  const awaitTurn = createPace(options.readsPerSecond ?? 20)
  const budgets = new AsyncLocalStorage<CallBudget>()
  const budgetNow = () => budgets.getStore() ?? createCallBudget({ maximumCalls, deadlineMs, clock })
  const stripe = new Stripe(options.secretKey, {
    maxNetworkRetries: 0,
    timeout: timeoutMs,
    telemetry: false,
    httpClient: through(createHttpClient(budgetNow)),
    ...addressOf(options.apiBase),
  })
  const laneNamed = (name: StripeLane): Lane => {
    const onChange = (state: 'open' | 'closed') => {
      watch.breaker(name, state)
      log.warn({ lane: name, state }, 'the breaker before Stripe moved')
    }
    return createLane(name, { ...outage, onChange })
  }
  const lanes: Record<StripeLane, Lane> = {
    payments: laneNamed('payments'),
    refunds: laneNamed('refunds'),
    other: laneNamed('other'),
    reads: laneNamed('reads'),
  }

  /** Full jitter, but no sooner than Stripe says. */
  const pauseAfter = (error: unknown, tries: number): number => {
    const highest = Math.min(backoffMs.maximum, backoffMs.initial * 2 ** (tries - 1))
    return Math.max(Math.random() * highest, retryAfterMs(error))
  }
  const run = <T>(call: Call<T>, { name, budget }: { name: StripeLane; budget: CallBudget }): Promise<T> =>
    budgets.run(budget, async () => {
      for (let tries = 1; ; tries += 1) {
        try {
          const answer = await lanes[name].execute(() => call(stripe), budget)
          watch.stripeCall(name, 'answered')
          return answer
        } catch (error) {
          watch.stripeCall(name, resultOf(error))
          const pauseMs = pauseAfter(error, tries)
          const isOver = tries >= maximumCalls || !budget.hasCall() || pauseMs >= budget.leftMs()
          if (isOver || !mayRepeat(error)) throw error
          await pause(pauseMs)
        }
      }
    })

  const callsIn = (name: Exclude<StripeLane, 'reads'>): StripeCalls => ({
    in: callsIn,
    async act(call, readRefusal = () => undefined) {
      try {
        return { kind: 'answered', value: await run(call, { name, budget: budgetNow() }) }
      } catch (error) {
        return outcomeOf(error, { readRefusal, log })
      }
    },
    async read(call) {
      const budget = budgetNow()
      budget.grantOne()
      try {
        return await run(async (client) => (await awaitTurn(), call(client)), { name: 'reads', budget })
      } catch (error) {
        if (isUnanswered(error)) throw new StripeUnavailable('Stripe gave no answer', { cause: error })
        // Whoever mends the key mends all reads: what waits for one must not be given up meanwhile.
        if (error instanceof Stripe.errors.StripeAuthenticationError) {
          throw new StripeUnavailable('Stripe does not take our key', { cause: error })
        }
        throw error
      }
    },
    async together(work) {
      if (budgets.getStore()) return work()
      const budget = budgetNow()
      try {
        return await budgets.run(budget, work)
      } finally {
        for (const lane of Object.values(lanes)) lane.letGo(budget)
      }
    },
    admit: (lane) => lanes[lane].admit(budgetNow()),
  })
  return callsIn('other')
}

function addressOf(apiBase: string | undefined): Pick<Stripe.StripeConfig, 'host' | 'port' | 'protocol'> {
  if (!apiBase) return {}
  const { hostname, port, protocol } = new URL(apiBase)
  return { host: hostname, protocol: protocol === 'http:' ? 'http' : 'https', ...(port ? { port } : {}) }
}

const resultOf = (error: unknown): StripeCallResult =>
  isHeldBack(error) ? 'held_back' : isUnanswered(error) ? 'unanswered' : 'refused'

/** An error that carries an answer is one; a 4xx without did nothing; all else is unknown. */
function outcomeOf<T>(
  error: unknown,
  { readRefusal, log }: { readRefusal: (error: Stripe.errors.StripeError) => T | undefined; log: Log },
): Outcome<T> {
  if (!(error instanceof Stripe.errors.StripeError)) {
    // Nothing was sent, or the answer is one that we cannot read, such as a status that is new: Stripe may have done it.
    log.warn({ stripeCode: String(error) }, 'Stripe gave no answer that we can use')
    return { kind: 'unknown' }
  }
  const code = error.code ?? error.type
  log.warn({ stripeCode: code, stripeRequestId: error.requestId }, 'Stripe did not do what it was asked to')
  if (isStoredFailure(error)) return { kind: 'unknown', isKeySpent: true }
  if (isUnanswered(error)) return { kind: 'unknown' }
  const value = readRefusal(error)
  if (value !== undefined) return { kind: 'answered', value }
  if (error instanceof Stripe.errors.StripeIdempotencyError) return { kind: 'unknown' }
  if (error instanceof Stripe.errors.StripeInvalidRequestError || error instanceof Stripe.errors.StripeCardError) {
    return { kind: 'refused', code }
  }
  return { kind: 'unknown' } // a wrong key or a missing permission says nothing about an earlier try
}
