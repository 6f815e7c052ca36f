import type { PaymentsRouter } from './router.ts'
import type { RefusalCode, RefusalReason } from '@azora/contract/refusal-reason'
import { TRPCClientError } from '@trpc/client'

/** An error that says why we said no. */
export type RefusalError<Code extends RefusalCode = RefusalCode> = TRPCClientError<PaymentsRouter> & {
  data: { refusal: Extract<RefusalReason, { code: Code }> }
}

/** Why we said no, or null when the error is something else: no connection, an outage, a bug. */
export function refusalOf(error: unknown): RefusalReason | null {
  if (!(error instanceof TRPCClientError)) return null
  // What our API answers has this shape; anything else has no refusal in it.
  const data = error.data as { refusal?: RefusalReason | null } | null | undefined
  return data?.refusal ?? null
}

/** Whether an error is a refusal, of one code if it is named; its data is typed by the code. */
export function isRefusal<Code extends RefusalCode = RefusalCode>(
  error: unknown,
  code?: Code,
): error is RefusalError<Code> {
  const refusal = refusalOf(error)
  return refusal !== null && (code === undefined || refusal.code === code)
}
