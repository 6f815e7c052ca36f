import type { Payment } from '@azora/contract/payment'
import { defineOperation } from '../attempt/operation.ts'
import { settlingOf } from '../attempt/settle-params.ts'
import type { IntentSnapshot } from '../stripe/intent-snapshot.ts'
import { applyAnswer, lookAgain } from './apply-answer.ts'
import { settleChange } from './change-rows.ts'
import { readPayment } from './read-payment.ts'

/** What a capture sends to Stripe. */
interface CaptureInput {
  paymentIntentId: string
  amountMinor: number
}

/**
 * Takes what is held. Stripe's answer goes the way of its event (`applyIntent`) before the attempt is closed, so that the
 * receipt is numbered in one place; a crash in between repeats both, and changes nothing more.
 */
export const captureOperation = defineOperation<CaptureInput, IntentSnapshot, Payment>({
  name: 'payments.capture',
  send: (ctx, { attemptId, input }) => ctx.stripe.intents.capture({ ...input, attemptId }),
  async find(ctx, { input }) {
    const intent = await ctx.stripe.intents.retrieve(input.paymentIntentId)
    return intent.status === 'succeeded' ? intent : undefined
  },
  async settle(ctx, attempt, result) {
    if (result.value) await applyAnswer(ctx, result.value)
    else await lookAgain(ctx, attempt.input.paymentIntentId)
    return ctx.db.first(settleChange, {
      ...settlingOf(ctx, attempt, result),
      refusalCode: result.value ? null : 'payment_not_capturable',
      refusedAction: 'capture.refused',
    })
  },
  present: readPayment,
})
