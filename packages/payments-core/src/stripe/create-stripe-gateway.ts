import { ExponentialBackoff, handleWhen, isTaskCancelledError, retry, timeout, TimeoutStrategy, wrap } from 'cockatiel'
import Stripe from 'stripe'
import type { Log } from '../context.ts'
import { snapshotOf } from './intent-snapshot.ts'
import { StripeUnavailable, type ConfirmAttempt, type ConfirmOutcome, type StripeGateway } from './stripe-gateway.ts'

export interface StripeGatewayOptions {
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
}

const expand = ['latest_charge', 'payment_method']

/** A gateway on the real SDK. The SDK's own retries are off: it would wait four minutes, and leave 429 alone. */
export function createStripeGateway(options: StripeGatewayOptions): StripeGateway {
  const { secretKey, log, timeoutMs = 10_000, deadlineMs = 20_000, maximumCalls = 5 } = options
  const { backoffMs = { initial: 200, maximum: 2_000 } } = options
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
  const policy = wrap(timeout(deadlineMs, TimeoutStrategy.Aggressive), retries)
  const read = async <T>(call: () => Promise<T>): Promise<T> => {
    try {
      return await policy.execute(call)
    } catch (error) {
      if (isUnanswered(error)) throw new StripeUnavailable('Stripe gave no answer', { cause: error })
      throw error
    }
  }

  return {
    async confirmAttempt(attempt) {
      try {
        return { kind: 'answered', intent: snapshotOf(await policy.execute(() => confirm(stripe, attempt))) }
      } catch (error) {
        return outcomeOf(error, (code) =>
          log.warn({ attemptId: attempt.attemptId, stripeCode: code }, 'Stripe did not confirm the attempt'),
        )
      }
    },
    retrieveIntent: async (id) => snapshotOf(await read(() => stripe.paymentIntents.retrieve(id, { expand }))),
    findIntentOfAttempt: ({ attemptId, createdAt }) =>
      read(async () => {
        const from = Math.floor(createdAt.getTime() / 1000)
        const created = { gte: from - clockToleranceSeconds, lte: from + longestAttemptSeconds }
        for await (const intent of stripe.paymentIntents.list({
          created,
          limit: 100,
          expand: ['data.latest_charge'],
        })) {
          if (intent.metadata['azora_attempt_id'] === attemptId) return snapshotOf(intent)
        }
        return undefined
      }),
  }
}

/** How far Stripe's clock and ours may lie apart, and how long after an attempt began its last call may have left. */
const clockToleranceSeconds = 300
const longestAttemptSeconds = 24 * 3600

function confirm(stripe: Stripe, attempt: ConfirmAttempt): Promise<Stripe.PaymentIntent> {
  const { paymentIntentId, attemptId, confirmationTokenId } = attempt
  const metadata = {
    ...attempt.metadata,
    azora_merchant_id: attempt.merchantId,
    azora_payment_id: attempt.paymentId,
    azora_attempt_id: attemptId,
  }
  if (paymentIntentId) {
    return stripe.paymentIntents.confirm(
      paymentIntentId,
      { confirmation_token: confirmationTokenId, expand },
      { idempotencyKey: `attempt/${attemptId}/confirm` },
    )
  }
  return stripe.paymentIntents.create(
    {
      amount: attempt.amountMinor,
      currency: attempt.currency,
      confirm: true,
      confirmation_token: confirmationTokenId,
      automatic_payment_methods: { enabled: true, allow_redirects: 'never' },
      description: attempt.description,
      metadata,
      expand,
    },
    { idempotencyKey: `attempt/${attemptId}/create` },
  )
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

/** A decline is an answer with an intent in it; a 4xx without one charged nothing; all else is unknown. */
function outcomeOf(error: unknown, report: (code: string) => void): ConfirmOutcome {
  if (isTaskCancelledError(error)) {
    report('deadline')
    return { kind: 'unknown' }
  }
  if (!(error instanceof Stripe.errors.StripeError)) {
    // An answer that we cannot read, such as a status that is new: the money may have moved.
    report(String(error))
    return { kind: 'unknown' }
  }
  report(error.code ?? error.type)
  if (isWorthRepeating(error)) return { kind: 'unknown' }
  if (error.payment_intent) return { kind: 'answered', intent: snapshotOf(error.payment_intent) }
  if (error instanceof Stripe.errors.StripeIdempotencyError) return { kind: 'unknown' }
  if (error instanceof Stripe.errors.StripeInvalidRequestError || error instanceof Stripe.errors.StripeCardError) {
    return { kind: 'refused' }
  }
  return { kind: 'unknown' } // a wrong key or a missing permission says nothing about an earlier try
}
