import type { DisputeSummary } from '@azora/contract/dispute'
import type { DisputeEvidence } from '@azora/contract/dispute-evidence'
import { disputeStatuses, isDisputeFurther } from '@azora/contract/dispute-status'
import type { Attempt } from '../attempt/attempt.ts'
import { defineOperation, type OperationSteps } from '../attempt/operation.ts'
import { settlingOf } from '../attempt/settle-params.ts'
import type { DisputeSnapshot } from '../stripe/dispute-snapshot.ts'
import { settleAnswer } from './answer-rows.ts'
import { holdsPayment } from './dispute-facts.ts'
import { readDispute } from './read-dispute.ts'

/** What an answer sends to Stripe, as the statement that began the attempt wrote it. */
export interface AnswerInput {
  stripeDisputeId: string
  paymentId: string
  /** Empty where the dispute is given up. */
  evidence: DisputeEvidence
}

type AnswerSteps = Pick<OperationSteps<AnswerInput, DisputeSnapshot, DisputeSummary>, 'name' | 'send'> & {
  /** Whether the dispute, as Stripe shows it, is what this attempt leaves behind. */
  isDone: (dispute: DisputeSnapshot, attempt: Attempt<AnswerInput>) => boolean
  /** The audit's words for what came of it. */
  actions: { done: string; refused: string }
}

/** An operation that answers a dispute: by evidence, or by giving it up. */
export const defineAnswer = ({ name, send, isDone, actions }: AnswerSteps) =>
  defineOperation<AnswerInput, DisputeSnapshot, DisputeSummary>({
    name,
    send,
    async find(ctx, attempt) {
      const dispute = await ctx.stripe.disputes.retrieve(attempt.input.stripeDisputeId)
      return isDone(dispute, attempt) ? dispute : undefined
    },
    settle: (ctx, attempt, result) =>
      ctx.db.first(settleAnswer, {
        ...settlingOf(ctx, attempt, result),
        ...moveOf(result.value),
        action: result.value ? actions.done : actions.refused,
      }),
    present: readDispute,
  })

/** What was prevented is left to the event, which tells of the money as well. */
function moveOf(dispute: DisputeSnapshot | null) {
  if (!dispute || dispute.status === 'prevented') return { status: '', holds: false, fromStatuses: [] }
  const { status, bookings } = dispute
  return {
    status,
    holds: holdsPayment(status, bookings),
    fromStatuses: disputeStatuses.filter((from) => isDisputeFurther(status, from)),
  }
}
