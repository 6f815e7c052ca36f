import type { RefusalReason } from '@azora/contract/refusal-reason'

/** A "no" the caller can act on. Anything else thrown is a bug or an outage. */
export class Refusal extends Error {
  override readonly name = 'Refusal'
  readonly reason: RefusalReason

  /** @param options.cause what is behind it, for our log only */
  constructor(reason: RefusalReason, options?: ErrorOptions) {
    super(reason.code, options)
    this.reason = reason
  }
}
