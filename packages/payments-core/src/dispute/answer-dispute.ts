import type { AnswerDispute, Dispute, DisputeSummary } from '@azora/contract/dispute'
import { isDisputeAnswerable } from '@azora/contract/dispute-status'
import type { RefusalReason } from '@azora/contract/refusal-reason'
import type { CallerContext } from '../context.ts'
import { Refusal } from '../refusal.ts'
import { fingerprintOf } from '../request/fingerprint.ts'
import { runRequest } from '../request/run-request.ts'
import { acceptOperation } from './accept-operation.ts'
import { beginAcceptance, beginSubmission } from './answer-rows.ts'
import { readDispute } from './read-dispute.ts'
import { submitOperation } from './submit-operation.ts'

/**
 * Sends the draft of the evidence to the bank, once and for good; see `runRequest` for what holds when it is repeated or cut
 * off. While Stripe gives no answer the dispute `isBeingAnswered`: it may have been sent, and will be found out.
 *
 * @throws {Refusal} dispute_not_found, dispute_not_answerable, dispute_deadline_over, dispute_evidence_empty,
 *   dispute_answer_refused, request_id_reused, request_in_progress
 */
export const submitEvidence = (ctx: CallerContext, input: AnswerDispute): Promise<DisputeSummary> =>
  answer(ctx, input, { operation: submitOperation, begin: beginSubmission, whyNot: whyNotSubmittable })

/**
 * Gives a dispute up, for good: the money stays with the payer. An inquiry is closed without an answer.
 *
 * @throws {Refusal} dispute_not_found, dispute_not_answerable, dispute_answer_refused, request_id_reused, request_in_progress
 */
export const acceptDispute = (ctx: CallerContext, input: AnswerDispute): Promise<DisputeSummary> =>
  answer(ctx, input, { operation: acceptOperation, begin: beginAcceptance, whyNot: () => undefined })

interface AnswerKind {
  operation: typeof submitOperation
  begin: typeof beginSubmission
  /** What beside its status and a rival keeps a dispute from this answer. */
  whyNot: (ctx: CallerContext, dispute: Dispute) => RefusalReason | undefined
}

async function answer(ctx: CallerContext, input: AnswerDispute, kind: AnswerKind): Promise<DisputeSummary> {
  const { requestId, disputeId } = input
  const result = await runRequest(ctx, {
    operation: kind.operation,
    requestId,
    fingerprint: fingerprintOf({ disputeId }),
    begin: (params) => ctx.db.first(kind.begin, { ...params, disputeId }),
    async whyNot() {
      const dispute = await readDispute(ctx, disputeId)
      const { status, isBeingAnswered } = dispute
      if (!isBeingAnswered && !isDisputeAnswerable(status)) {
        return new Refusal({ code: 'dispute_not_answerable', disputeId, status })
      }
      const reason = isBeingAnswered ? undefined : kind.whyNot(ctx, dispute)
      return new Refusal(reason ?? { code: 'request_in_progress', requestId })
    },
  })
  return result.answer
}

function whyNotSubmittable(ctx: CallerContext, dispute: Dispute): RefusalReason | undefined {
  const { id: disputeId, status, evidenceDueAt, evidence } = dispute
  if (evidenceDueAt === null) return { code: 'dispute_not_answerable', disputeId, status }
  const isLate = Date.parse(evidenceDueAt) <= ctx.clock.now().getTime()
  if (isLate) return { code: 'dispute_deadline_over', disputeId, dueAt: evidenceDueAt }
  return Object.keys(evidence).length === 0 ? { code: 'dispute_evidence_empty', disputeId } : undefined
}
