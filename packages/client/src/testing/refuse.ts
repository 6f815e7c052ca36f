import type { RefusalReason } from '@azora/contract/refusal-reason'

/** What a stand-in throws to say no. */
export class FakeRefusal extends Error {
  readonly reason: RefusalReason

  constructor(reason: RefusalReason) {
    super(reason.code)
    this.reason = reason
  }
}

/** Says no as the API does: `throw refuse({ code: 'payment_not_found', paymentId })`. */
export const refuse = (reason: RefusalReason): FakeRefusal => new FakeRefusal(reason)
