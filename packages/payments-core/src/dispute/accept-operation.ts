import { defineAnswer } from './answer-operation.ts'

/** Gives the dispute up. Stripe keeps no trace of who did; one that is lost is what was asked for, whoever closed it. */
export const acceptOperation = defineAnswer({
  name: 'disputes.accept',
  send: (ctx, { attemptId, input }) => ctx.stripe.disputes.close({ ...input, attemptId, merchantId: ctx.merchantId }),
  isDone: ({ status }) => status === 'lost' || status === 'warning_closed',
  actions: { done: 'dispute.accepted', refused: 'dispute.acceptance_refused' },
})
