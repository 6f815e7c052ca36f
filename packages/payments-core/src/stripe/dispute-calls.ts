import type { DisputeEvidence } from '@azora/contract/dispute-evidence'
import { disputeSnapshotOf, type DisputeSnapshot } from './dispute-snapshot.ts'
import { evidenceParams } from './evidence-params.ts'
import type { Outcome } from './outcome.ts'
import type { StripeCalls } from './stripe-calls.ts'

/** What an answer to a dispute is made from. */
export interface AnswerToDispute {
  attemptId: string
  merchantId: string
  paymentId: string
  stripeDisputeId: string
}

/** What we do with disputes. Every POST carries a key derived from the attempt. */
export interface DisputeCalls {
  /** Sends the evidence to the bank, for good. The dispute then carries the attempt's id. */
  submit(input: AnswerToDispute & { evidence: DisputeEvidence }): Promise<Outcome<DisputeSnapshot>>
  /** Gives the dispute up, for good. */
  close(input: AnswerToDispute): Promise<Outcome<DisputeSnapshot>>
  /** @throws {StripeUnavailable} when Stripe gives no answer */
  retrieve(disputeId: string): Promise<DisputeSnapshot>
}

const expand = ['payment_intent']

export const createDisputeCalls = (calls: StripeCalls): DisputeCalls => ({
  submit: ({ attemptId, merchantId, paymentId, stripeDisputeId, evidence }) =>
    calls.act(async (stripe) =>
      disputeSnapshotOf(
        await stripe.disputes.update(
          stripeDisputeId,
          {
            evidence: evidenceParams(evidence),
            submit: true,
            metadata: { azora_merchant_id: merchantId, azora_payment_id: paymentId, azora_attempt_id: attemptId },
            expand,
          },
          { idempotencyKey: `attempt/${attemptId}/submit` },
        ),
      ),
    ),
  close: ({ attemptId, stripeDisputeId }) =>
    calls.act(async (stripe) =>
      disputeSnapshotOf(
        await stripe.disputes.close(stripeDisputeId, { expand }, { idempotencyKey: `attempt/${attemptId}/close` }),
      ),
    ),
  retrieve: (id) => calls.read(async (stripe) => disputeSnapshotOf(await stripe.disputes.retrieve(id, { expand }))),
})
