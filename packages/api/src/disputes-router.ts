import {
  AnswerDispute,
  Dispute,
  DisputePage,
  DisputeSummary,
  GetDispute,
  ListDisputes,
  SaveEvidence,
} from '@azora/contract/dispute'
import { acceptDispute, submitEvidence } from '@azora/payments-core/dispute/answer-dispute'
import { listDisputes } from '@azora/payments-core/dispute/list-disputes'
import { readDispute } from '@azora/payments-core/dispute/read-dispute'
import { saveEvidence } from '@azora/payments-core/dispute/save-evidence'
import { procedure, router } from './trpc.ts'

export const disputesRouter = router({
  list: procedure('disputes.list')
    .input(ListDisputes)
    .output(DisputePage)
    .query(({ ctx, input }) => listDisputes(ctx.payments, input)),
  get: procedure('disputes.get')
    .input(GetDispute)
    .output(Dispute)
    .query(({ ctx, input }) => readDispute(ctx.payments, input.disputeId)),
  saveEvidence: procedure('disputes.saveEvidence')
    .input(SaveEvidence)
    .output(Dispute)
    .mutation(({ ctx, input }) => saveEvidence(ctx.payments, input)),
  submit: procedure('disputes.submit')
    .input(AnswerDispute)
    .output(DisputeSummary)
    .mutation(({ ctx, input }) => submitEvidence(ctx.payments, input)),
  accept: procedure('disputes.accept')
    .input(AnswerDispute)
    .output(DisputeSummary)
    .mutation(({ ctx, input }) => acceptDispute(ctx.payments, input)),
})
