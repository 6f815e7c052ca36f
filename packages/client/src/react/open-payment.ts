import { isTerminal, type PaymentStatus } from '@azora/contract/payment-status'

/** How often a payment is asked for while no stream tells of it, in milliseconds. */
export const pollEveryMs = 2_000

interface Seen {
  status: PaymentStatus
  version: number
}

/** Whether it can change still, as far as it is known. */
export const isOpen = (payment: Seen | undefined): boolean => payment === undefined || !isTerminal(payment.status)

/** A slow answer to a poll must not undo what the stream has told meanwhile. */
export function keepNewer(old: unknown, fresh: unknown): unknown {
  // The cache holds payments only under the keys that this is used for.
  const [before, after] = [old as Seen | undefined, fresh as Seen]
  return before && before.version >= after.version ? before : after
}
