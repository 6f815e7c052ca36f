import { ExponentialBackoff, handleWhen, isTaskCancelledError, retry, timeout, TimeoutStrategy, wrap } from 'cockatiel'
import Stripe from 'stripe'
import type { Log } from '../context.ts'
import { createPace } from './create-pace.ts'
import { StripeUnavailable, type Outcome } from './outcome.ts'

export interface StripeCallsOptions {
  secretKey: string
  /** Another address than Stripe's: the sandbox. */
  apiBase?: string | undefined
  log: Log
  /** One call's limit. */
  timeoutMs?: number
  /** All calls for one request together, pauses included: the lease of an attempt is longer than this and one call. */
  deadlineMs?: number
  /** Calls at most, the first one included. */
  maximumCalls?: number
  /** First and largest pause between calls; the pause itself is drawn at random below it. */
  backoffMs?: { initial: number; maximum: number }
  /** Reads a second at most; Stripe allows 25 for each kind of object. */
  readsPerSecond?: number
}

type Call<T> = (stripe: Stripe) => Promise<T>

/** Calls to Stripe under our own limits. Every call ends within ten seconds, all calls for one request within twenty. */
export interface StripeCalls {
  /**
   * Asks Stripe to do something, again where that may help. `call` must send an idempotency key. Never throws for Stripe's sake.
   *
   * @param readRefusal makes an answer of an error that is one: a declined card comes with its PaymentIntent
   */
  act<T>(call: Call<T>, readRefusal?: (error: Stripe.errors.StripeError) => T | undefined): Promise<Outcome<T>>
  /**
   * Asks Stripe what is, in its turn.
   *
   * @throws {StripeUnavailable} when Stripe gives no answer, or too many others wait to ask
   */
  read<T>(call: Call<T>): Promise<T>
}

/** Calls on the real SDK. The SDK's own retries are off: it would wait four minutes, and leave 429 alone. */
export function createStripeCalls(options: StripeCallsOptions): StripeCalls {
  const { secretKey, log, timeoutMs = 10_000, deadlineMs = 20_000, maximumCalls = 5 } = options
  const { backoffMs = { initial: 200, maximum: 2_000 }, readsPerSecond = 20 } = options
  const stripe = new Stripe(secretKey, {
    maxNetworkRetries: 0,
    timeout: timeoutMs,
    telemetry: false,
    ...addressOf(options.apiBase),
  })
  const retries = retry(handleWhen(isWorthRepeating), {
    maxAttempts: maximumCalls - 1,
    backoff: new ExponentialBackoff({ initialDelay: backoffMs.initial, maxDelay: backoffMs.maximum }),
  })
  const awaitTurn = createPace(readsPerSecond)
  const policy = wrap(timeout(deadlineMs, TimeoutStrategy.Aggressive), retries)

  return {
    async act(call, readRefusal = () => undefined) {
      try {
        return { kind: 'answered', value: await policy.execute(() => call(stripe)) }
      } catch (error) {
        return outcomeOf(error, { readRefusal, log })
      }
    },
    async read(call) {
      try {
        return await policy.execute(async () => {
          await awaitTurn()
          return call(stripe)
        })
      } catch (error) {
        if (isUnanswered(error)) throw new StripeUnavailable('Stripe gave no answer', { cause: error })
        throw error
      }
    },
  }
}

function addressOf(apiBase: string | undefined): Pick<Stripe.StripeConfig, 'host' | 'port' | 'protocol'> {
  if (!apiBase) return {}
  const { hostname, port, protocol } = new URL(apiBase)
  return { host: hostname, protocol: protocol === 'http:' ? 'http' : 'https', ...(port ? { port } : {}) }
}

/** Lost answers, overload and Stripe's own failures; Stripe's `Stripe-Should-Retry` decides where it is given. */
function isWorthRepeating(error: unknown): boolean {
  if (!(error instanceof Stripe.errors.StripeError)) return false
  const advice = error.headers?.['stripe-should-retry']
  if (advice === 'true') return true
  if (advice === 'false') return (error.statusCode ?? 500) >= 500
  if (error instanceof Stripe.errors.StripeConnectionError) return true
  if (error instanceof Stripe.errors.StripeRateLimitError) return true
  // Stripe's own failures, and bodies that are not JSON: a proxy's page, which carries no status here.
  if (error instanceof Stripe.errors.StripeAPIError) return true
  return error.statusCode === 409
}

/** Nothing usable came back, be it that every call failed or that the deadline was over first. */
const isUnanswered = (error: unknown): boolean => isWorthRepeating(error) || isTaskCancelledError(error)

/** An error that carries an answer is one; a 4xx without did nothing; all else is unknown. */
function outcomeOf<T>(
  error: unknown,
  { readRefusal, log }: { readRefusal: (error: Stripe.errors.StripeError) => T | undefined; log: Log },
): Outcome<T> {
  if (!(error instanceof Stripe.errors.StripeError)) {
    // The deadline, or an answer that we cannot read, such as a status that is new: Stripe may have done it.
    const stripeCode = isTaskCancelledError(error) ? 'deadline' : String(error)
    log.warn({ stripeCode }, 'Stripe gave no answer that we can use')
    return { kind: 'unknown' }
  }
  const code = error.code ?? error.type
  log.warn({ stripeCode: code, stripeRequestId: error.requestId }, 'Stripe did not do what it was asked to')
  if (isWorthRepeating(error)) return { kind: 'unknown' }
  const value = readRefusal(error)
  if (value !== undefined) return { kind: 'answered', value }
  if (error instanceof Stripe.errors.StripeIdempotencyError) return { kind: 'unknown' }
  if (error instanceof Stripe.errors.StripeInvalidRequestError || error instanceof Stripe.errors.StripeCardError) {
    return { kind: 'refused', code }
  }
  return { kind: 'unknown' } // a wrong key or a missing permission says nothing about an earlier try
}
