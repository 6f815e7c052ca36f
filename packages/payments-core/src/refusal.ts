import type { RefusalReason } from '@azora/contract/refusal-reason'

/** A "no" the caller can act on. Anything else thrown is a bug or an outage. */
export class Refusal extends Error {
  override readonly name = 'Refusal'
  readonly reason: RefusalReason

  constructor(reason: RefusalReason) {
    super(reason.code)
    this.reason = reason
  }
}
