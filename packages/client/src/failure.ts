import type { RefusalReason } from '@azora/contract/refusal-reason'
import { TRPCClientError } from '@trpc/client'
import { refusalOf } from './refusal.ts'
import type { ErrorShape } from './router.ts'

/**
 * What became of a call that threw:
 * `refused`, we said no, and why; nothing was done.
 * `unanswered`, no answer came, and it may have been done: send the same `requestId` again to learn it.
 * `failed`, a fault of ours; `requestId` finds it in our logs.
 * `canceled`, the caller's own signal.
 * `unknown`, an error of something else.
 */
export type Failure =
  | { kind: 'refused'; refusal: RefusalReason }
  | { kind: 'unanswered' }
  | { kind: 'failed'; requestId: string | null }
  | { kind: 'canceled' }
  | { kind: 'unknown'; error: unknown }

/** Sorts what a call threw, so that the compiler asks for each case. */
export function failureOf(error: unknown): Failure {
  if (!(error instanceof TRPCClientError)) return { kind: 'unknown', error }
  const refusal = refusalOf(error)
  if (refusal) return { kind: 'refused', refusal }
  // What our API answers has this shape; without an answer there is none.
  const data = error.data as ErrorShape['data'] | null | undefined
  if (data) return { kind: 'failed', requestId: data.requestId ?? null }
  return error.cause?.name === 'AbortError' ? { kind: 'canceled' } : { kind: 'unanswered' }
}
