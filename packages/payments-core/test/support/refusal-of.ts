import type { RefusalReason } from '@azora/contract/refusal-reason'

/** Why the API refused a call; undefined when it was granted. */
export const refusalOf = (call: Promise<unknown>): Promise<RefusalReason | undefined> =>
  call.then(
    () => undefined,
    (error: { cause?: { reason?: RefusalReason } }) => error.cause?.reason,
  )
