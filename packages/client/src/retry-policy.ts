import type { PaymentsRouter } from './router.ts'
import type { Operation, TRPCClientError } from '@trpc/client'
import type { TokenSource } from './token-source.ts'

const maximumAttempts = 3
const outages = new Set([502, 503, 504])

interface FailedAttempt {
  op: Operation
  error: TRPCClientError<PaymentsRouter>
  /** How often it was tried, this one included. */
  attempts: number
  tokens: Pick<TokenSource, 'renew'>
}

/** Whether to send a request again: once with a renewed token after a 401, and queries that an outage kept from an answer. */
export function isWorthRetrying({ op, error, attempts, tokens }: FailedAttempt): boolean {
  if (op.signal?.aborted) return false
  if (error.data?.code === 'UNAUTHORIZED') return attempts === 1 && tokens.renew()
  if (op.type !== 'query' || attempts >= maximumAttempts) return false
  return error.data ? outages.has(error.data.httpStatus) : true
}

/** Doubles from 250 ms, at random within the upper half so that many clients do not come back at once. */
export function retryDelayMs(attempts: number): number {
  const limit = 250 * 2 ** (attempts - 1)
  return limit / 2 + (Math.random() * limit) / 2
}
