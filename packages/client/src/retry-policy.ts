import type { Operation, TRPCClientError } from '@trpc/client'
import { refusalOf } from './refusal.ts'
import type { PaymentsRouter } from './router.ts'
import type { TokenSource } from './token-source.ts'

const maximumAttempts = 4
/** We do not keep a caller waiting for longer than this; they know better what to do meanwhile. */
const longestWaitMs = 10_000
const outages = new Set([502, 503, 504])

interface FailedAttempt {
  op: Operation
  error: TRPCClientError<PaymentsRouter>
  /** How often it was tried, this one included. */
  attempts: number
}

export interface RetryPolicy {
  retry(attempt: FailedAttempt): boolean
  /** Of the attempt that `retry` was just asked about. */
  retryDelayMs(attempts: number): number
}

/**
 * What is sent again: anything once with a renewed token after a 401, and what may be repeated when no answer came, or one
 * that asks to come back. Queries may be repeated; mutations that carry a `requestId`, since the API answers those once and
 * for all; streams, for as long as somebody listens. Whatever the caller has cancelled is not.
 */
export function createRetryPolicy(tokens: Pick<TokenSource, 'renew'>): RetryPolicy {
  const renewedFor = new WeakSet<object>()
  let askedToWaitMs = 0

  return {
    retry({ op, error, attempts }) {
      askedToWaitMs = 0
      if (op.signal?.aborted) return false
      if (error.data?.code === 'UNAUTHORIZED') {
        if (renewedFor.has(op.context)) return false
        renewedFor.add(op.context)
        return tokens.renew()
      }
      if (!isRepeatable(op) || !isPassing(error)) return false
      if (op.type !== 'subscription' && attempts >= maximumAttempts) return false
      askedToWaitMs = waitAskedFor(error)
      return askedToWaitMs <= longestWaitMs
    },
    retryDelayMs: (attempts) => Math.max(askedToWaitMs, backOffMs(attempts)),
  }
}

function isRepeatable({ type, input }: Operation): boolean {
  if (type !== 'mutation') return true
  return typeof input === 'object' && input !== null && 'requestId' in input && typeof input.requestId === 'string'
}

/** No answer at all, an answer of something in between, or one that says "not now". */
function isPassing(error: TRPCClientError<PaymentsRouter>): boolean {
  const { data } = error
  if (!data) return true
  return data.refusal === null ? outages.has(data.httpStatus) : passing.has(data.refusal.code)
}

const passing = new Set(['request_in_progress', 'temporarily_unavailable'])

function waitAskedFor(error: TRPCClientError<PaymentsRouter>): number {
  const refusal = refusalOf(error)
  return refusal?.code === 'temporarily_unavailable' ? refusal.retryAfterSeconds * 1_000 : 0
}

/** Doubles from 250 ms, at random within the upper half so that many clients do not come back at once. */
export function backOffMs(attempts: number): number {
  const limit = Math.min(250 * 2 ** (attempts - 1), longestWaitMs)
  return limit / 2 + (Math.random() * limit) / 2
}
