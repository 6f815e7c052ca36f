import { defineAnswer } from './answer-operation.ts'

/** Sends the evidence to the bank. */
export const submitOperation = defineAnswer({
  name: 'disputes.submit',
  send: (ctx, { attemptId, input }) => ctx.stripe.disputes.submit({ ...input, attemptId, merchantId: ctx.merchantId }),
  isDone: (dispute, { attemptId }) => dispute.attemptId === attemptId,
  actions: { done: 'dispute.submitted', refused: 'dispute.submission_refused' },
})
