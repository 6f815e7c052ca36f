import type { Payment } from '@azora/contract/payment'
import { defineOperation } from '../attempt/operation.ts'
import { settlingOf } from '../attempt/settle-params.ts'
import type { IntentSnapshot } from '../stripe/intent-snapshot.ts'
import { isMismatch, type Microdeposits } from '../stripe/microdeposits.ts'
import { applyAnswer, lookAgain } from './apply-answer.ts'
import { settleChange } from './change-rows.ts'
import { readPayment } from './read-payment.ts'

interface VerifyInput extends Microdeposits {
  paymentIntentId: string
}

/** Tells Stripe what arrived on the bank account that a payment waits for; what follows goes the way of its events. */
export const verifyPaymentOperation = defineOperation<VerifyInput, IntentSnapshot, Payment>({
  name: 'payments.verifyMicrodeposits',
  send: (ctx, { attemptId, input }) => ctx.stripe.intents.verifyMicrodeposits({ ...input, attemptId }),
  async find(ctx, { input }) {
    const intent = await ctx.stripe.intents.retrieve(input.paymentIntentId)
    return intent.status === 'requires_action' ? undefined : intent
  },
  async settle(ctx, attempt, result) {
    const isWrong = isMismatch(result.failure)
    if (result.value) await applyAnswer(ctx, result.value)
    else if (!isWrong) await lookAgain(ctx, attempt.input.paymentIntentId)
    return ctx.db.first(settleChange, {
      ...settlingOf(ctx, attempt, result),
      refusalCode: result.value ? null : isWrong ? 'microdeposits_mismatch' : 'microdeposits_not_awaited',
      refusedAction: 'verification.refused',
    })
  },
  present: readPayment,
})
